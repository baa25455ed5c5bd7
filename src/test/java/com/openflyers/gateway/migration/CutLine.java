package com.openflyers.gateway.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands between a workflow and PostgreSQL, and cuts all that is connected once: at a message that the workflow sends,
/// whichever that is.
final class CutLine implements AutoCloseable {

    /// Whether the server hears the last message; nobody hears its answer.
    enum Last {
        LOST,
        HEARD
    }

    private static final int NEVER = Integer.MAX_VALUE;

    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger passed = new AtomicInteger();
    private volatile int at = NEVER;
    private volatile Last last = Last.LOST;

    CutLine(String host, int port) {
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        this.host = host;
        this.port = port;
        var _ = Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// From now on, the message with this number is the last for all that is connected then.
    void cutAt(int message, Last last) {
        passed.set(0);
        this.last = last;
        at = message;
    }

    /// @return how many messages have passed since [#cutAt]
    int leaveAlone() {
        at = NEVER;
        return passed.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                var server = new Socket(host, port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                var _ = Thread.ofVirtual().start(() -> pump(client, server, true));
                var _ = Thread.ofVirtual().start(() -> pump(server, client, false));
            } catch (IOException e) {
                // Closed, or the server takes no more.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean counted) {
        var chunk = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (var read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                var isLast = counted && passed.incrementAndGet() == at;
                if (isLast && last == Last.HEARD) {
                    // Nobody is there for the answer any more.
                    from.close();
                }
                if (!isLast || last == Last.HEARD) {
                    out.write(chunk, 0, read);
                    out.flush();
                }
                if (isLast) {
                    cut();
                }
            }
        } catch (IOException e) {
            // Cut.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void cut() {
        open.forEach(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        cut();
    }
}
