package com.openflyers.gateway.testing;

import com.openflyers.gateway.route.Upstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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

    private final ServerSocket server;
    private final List<Message> received = new CopyOnWriteArrayList<>();
    private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    private FakeUpstream(int port, Script script) {
        try {
            server = new ServerSocket(port, 1024, InetAddress.getLoopbackAddress());
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
                var peer = new Conversation(server.accept());
                open.add(peer);
                Thread.ofVirtual().start(() -> meet(peer, script));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void meet(Conversation peer, Script script) {
        try (peer) {
            if (peer.beginsWith(HEALTH_CHECK)) {
                peer.readMessage();
                peer.send(ok("healthy"));
            } else {
                script.speak(new Connection(connections.incrementAndGet(), peer, this));
            }
        } catch (IOException | UncheckedIOException e) {
            // the gateway closed, which scripts expect
        } finally {
            open.remove(peer);
        }
    }
}
