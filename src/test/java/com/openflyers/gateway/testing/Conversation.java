package com.openflyers.gateway.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;

/// One end of a connection over which a test speaks HTTP/1.1 byte by byte. Texts are ISO-8859-1: one character, one
/// octet.
public final class Conversation implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Socket socket;
    private InputStream in;

    public Conversation(Socket socket) {
        try {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            this.in = new java.io.BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Opens a connection to a port of this machine.
    public static Conversation with(int port) {
        try {
            return new Conversation(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same from another address of this machine, all of `127.0.0.0/8` being ours.
    public static Conversation with(int port, InetAddress from) {
        try {
            return new Conversation(new Socket(InetAddress.getLoopbackAddress(), port, from, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Conversation send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    public Conversation send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Everything up to the empty line, which is included.
    ///
    /// @throws UncheckedIOException holding an [EOFException] when the peer closed before it
    public String readHead() {
        var head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            head.write(readOctet());
        }
        return head.toString(ISO_8859_1);
    }

    /// Whether the next bytes are these; they stay to be read.
    boolean beginsWith(String text) throws IOException {
        in.mark(text.length());
        var next = in.readNBytes(text.length());
        in.reset();
        return text.equals(new String(next, ISO_8859_1));
    }

    /// What has arrived; empty when the peer closed.
    public String readSome() {
        try {
            var some = new byte[64 * 1024];
            return new String(some, 0, Math.max(0, in.read(some)), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(int bytes) {
        try {
            var read = in.readNBytes(bytes);
            if (read.length < bytes) {
                throw new EOFException("the peer closed after " + read.length + " of " + bytes + " bytes");
            }
            return new String(read, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The next message, its chunked body decoded, up to its end as its own fields tell it.
    public Message readMessage() {
        return readMessage(false);
    }

    /// The answer to a HEAD, which has no body whatever its fields say.
    public Message readHeadAnswer() {
        return readMessage(true);
    }

    private Message readMessage(boolean bodiless) {
        var head = readHead();
        var message = new Message(head, "");
        if (bodiless || message.status() == 204 || message.status() == 304 || message.status() / 100 == 1) {
            return message;
        }
        if (message.field("Transfer-Encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
            return new Message(head, readChunks());
        }
        var length = message.field("Content-Length");
        if (!length.isEmpty()) {
            return new Message(head, read(Integer.parseInt(length)));
        }
        return head.startsWith("HTTP/") ? new Message(head, readToEnd()) : message;
    }

    private String readChunks() {
        var body = new StringBuilder();
        while (true) {
            var size = Integer.parseInt(readLine().split(";")[0].strip(), 16);
            if (size == 0) {
                while (!readLine().isEmpty()) {
                    // trailers
                }
                return body.toString();
            }
            body.append(read(size));
            if (!readLine().isEmpty()) {
                throw new AssertionError("a chunk does not end where it said");
            }
        }
    }

    public String readLine() {
        var line = new StringBuilder();
        while (true) {
            var octet = readOctet();
            if (octet == '\n' && !line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
                return line.substring(0, line.length() - 1);
            }
            line.append((char) octet);
        }
    }

    /// What still comes until the peer closes; a reset counts as a close.
    public String readToEnd() {
        var rest = new ByteArrayOutputStream();
        try {
            in.transferTo(rest);
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("the peer did not close; until then it sent: " + rest.toString(ISO_8859_1), e);
        } catch (IOException e) {
            return rest.toString(ISO_8859_1);
        }
        return rest.toString(ISO_8859_1);
    }

    /// Whether the peer ended the connection by a reset.
    public boolean endsByReset() {
        try {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return false;
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("the peer did not close", e);
        } catch (IOException e) {
            return true;
        }
    }

    /// From now on reads as somebody does who has a slow line.
    public Conversation slowly() {
        try {
            socket.setReceiveBufferSize(PacedInput.PORTION);
            in = new PacedInput(in);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Says that nothing more is sent.
    public Conversation finish() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends the connection by a reset.
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Socket socket() {
        return socket;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int readOctet() {
        try {
            var octet = in.read();
            if (octet < 0) {
                throw new EOFException("the peer closed");
            }
            return octet;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
