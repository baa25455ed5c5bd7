package com.openflyers.gateway.pressure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// Many connections to a gateway without a thread or a buffer for each.
final class Crowd implements AutoCloseable {

    private final InetSocketAddress gateway;
    private final List<SocketChannel> connections = new ArrayList<>();
    private int next;

    private Crowd(int port) {
        this.gateway = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /// Opens them.
    static Crowd of(int size, int port) {
        var crowd = new Crowd(port);
        for (var i = 0; i < size; i++) {
            crowd.connections.add(crowd.open());
        }
        return crowd;
    }

    Crowd send(String text) {
        connections.forEach(connection -> write(connection, text));
        return this;
    }

    /// Sends on one after the other, each time until `end` has come, which must be the last that does.
    Crowd ask(String text, String end) {
        var bytes = new byte[8 * 1024];
        for (var connection : connections) {
            write(connection, text);
            var buffer = ByteBuffer.wrap(bytes);
            for (var said = ""; !said.endsWith(end); said = new String(bytes, 0, buffer.position(), ISO_8859_1)) {
                if (read(connection, buffer) < 0) {
                    throw new AssertionError("the gateway closed after: " + said);
                }
            }
        }
        return this;
    }

    /// Sends one byte on each of the next so many, in turn; where the gateway has closed, `beginning` on a new one.
    void drip(int count, String beginning) {
        for (var i = 0; i < count; i++, next = (next + 1) % connections.size()) {
            try {
                connections.get(next).write(ByteBuffer.wrap(new byte[] {'a'}));
            } catch (IOException e) {
                close(connections.get(next));
                connections.set(next, open());
                write(connections.get(next), beginning);
            }
        }
    }

    /// Reads up to so many bytes from each.
    void sip(int bytes) {
        var buffer = ByteBuffer.allocate(bytes);
        for (var connection : connections) {
            read(connection, buffer.clear());
        }
    }

    /// Sends up to so many bytes on each, as far as there is room.
    void push(int bytes) {
        for (var connection : connections) {
            try {
                connection.configureBlocking(false);
                var _ = connection.write(ByteBuffer.allocate(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        connections.forEach(Crowd::close);
    }

    private SocketChannel open() {
        try {
            return SocketChannel.open(gateway);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(SocketChannel connection, String text) {
        try {
            var _ = connection.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int read(SocketChannel connection, ByteBuffer into) {
        try {
            return connection.read(into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
