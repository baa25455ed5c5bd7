package com.openflyers.gateway.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// An SMTP server that answers certain lines as it is told, and takes everything else.
final class ScriptedSmtp implements AutoCloseable {

    private final ServerSocket listener;
    private final Map<String, String> answers;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /// @param answers by the beginning of a line
    ScriptedSmtp(Map<String, String> answers) {
        this.answers = Map.copyOf(answers);
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// All that clients have said.
    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.startVirtualThread(() -> talk(client));
            } catch (IOException _) {
                // Closed.
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            say(client, "220 ready");
            var data = false;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                if (line.equals("QUIT")) {
                    say(client, "221 bye");
                    return;
                }
                var told = told(line);
                if (data && !line.equals(".")) {
                    continue;
                }
                data = line.equals("DATA") && told.startsWith("354");
                say(client, told);
            }
        } catch (IOException _) {
            // The client has gone.
        }
    }

    private String told(String line) {
        return answers.entrySet().stream()
                .filter(answer -> line.startsWith(answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(line.equals("DATA") ? "354 go on" : "250 fine");
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
