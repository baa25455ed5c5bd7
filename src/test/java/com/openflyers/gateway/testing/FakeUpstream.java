package com.openflyers.gateway.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.openflyers.gateway.route.Upstream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// An upstream that does on each connection exactly what its script says, and keeps what it received.
public final class FakeUpstream implements AutoCloseable {

    /// What happens on one connection.
    @FunctionalInterface
    public interface Script {
        void speak(Connection connection) throws IOException;
    }

    /// A connection from the gateway.
    public record Connection(int number, Conversation peer, FakeUpstream upstream) {

        /// Reads a request and keeps it.
        public Message request() {
            var request = peer.readMessage();
            upstream.received.add(request);
            return request;
        }

        public void answer(String text) {
            peer.send(text);
        }
    }

    /// How the health check of [EdgeUnderTest] begins: answered beside the script, and not counted.
    static final String HEALTH_CHECK = "GET /health";

    private final RecordingServer server;
    private final List<Message> received = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    private FakeUpstream(int port, Script script) {
        try {
            server = new RecordingServer(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(script));
    }

    public static FakeUpstream speaking(Script script) {
        return new FakeUpstream(0, script);
    }

    /// Answers every request with 200 and the same body.
    public static FakeUpstream answering(String body) {
        return speaking(connection -> {
            while (true) {
                connection.request();
                connection.answer(ok(body));
            }
        });
    }

    /// An answer of status 200 with a `Content-Length`.
    public static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    public int port() {
        return server.getLocalPort();
    }

    public Upstream address() {
        return new Upstream("http", "127.0.0.1", port());
    }

    /// The requests received, in order.
    public List<Message> received() {
        return received;
    }

    /// Every byte that reached it, on whichever connection, in the order of arrival.
    public String heard() {
        return heard.toString(ISO_8859_1);
    }

    /// Forgets what it heard so far: for those who ask it more than memory holds.
    public void forget() {
        heard.reset();
    }

    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            server.close();
            open.forEach(Conversation::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(Script script) {
        try {
            while (true) {
                var ear = new Ear();
                var peer = new Conversation(server.accept(ear));
                open.add(peer);
                Thread.ofVirtual().start(() -> meet(peer, ear, script));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void meet(Conversation peer, Ear ear, Script script) {
        try (peer) {
            if (peer.beginsWith(HEALTH_CHECK)) {
                peer.readMessage();
                peer.send(ok("healthy"));
            } else {
                ear.listen();
                script.speak(new Connection(connections.incrementAndGet(), peer, this));
            }
        } catch (IOException | UncheckedIOException e) {
            // the gateway closed, which scripts expect
        } finally {
            open.remove(peer);
        }
    }

    /// Accepts connections that copy every byte they bring.
    private static final class RecordingServer extends ServerSocket {

        RecordingServer(int port) throws IOException {
            super(port, 1024, InetAddress.getLoopbackAddress());
        }

        Socket accept(OutputStream copy) throws IOException {
            var socket = new Socket() {
                @Override
                public InputStream getInputStream() throws IOException {
                    return new Copying(super.getInputStream(), copy);
                }
            };
            implAccept(socket);
            return socket;
        }
    }

    private static final class Copying extends FilterInputStream {

        private final OutputStream copy;

        Copying(InputStream in, OutputStream copy) {
            super(in);
            this.copy = copy;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var read = super.read(into, offset, length);
            if (read > 0) {
                copy.write(into, offset, read);
            }
            return read;
        }
    }

    /// Copies what one connection brings, from when it is known not to be a health check.
    private final class Ear extends OutputStream {

        private final ByteArrayOutputStream early = new ByteArrayOutputStream();
        private OutputStream to = early;

        void listen() throws IOException {
            early.writeTo(heard);
            to = heard;
        }

        @Override
        public void write(int octet) throws IOException {
            to.write(octet);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            to.write(bytes, offset, length);
        }
    }
}
