package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.Eventually;
import com.openflyers.gateway.testing.FakeUpstream;
import io.vertx.core.transport.Transport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// A WebSocket's bytes pass as they are, all of them, however early and whoever closes.
@ParameterizedClass(name = "{0}")
@MethodSource("com.openflyers.gateway.testing.Transports#all")
class TunnelSocketTest {

    private static final String HANDSHAKE = "GET /ws HTTP/1.1\r\nHost: aeroclub.localhost\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    private static final String SWITCH =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
    private static final String UP = "client".repeat(500_000);
    private static final String DOWN = "upstream".repeat(500_000);

    private final Transport transport;

    TunnelSocketTest(Transport transport) {
        this.transport = transport;
    }

    @Test
    void both_sides_get_every_byte_while_both_send() throws Exception {
        var arrived = new CompletableFuture<String>();
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.peer().readHead();
                    var sending = Thread.ofVirtual().start(() -> connection.answer(SWITCH + DOWN));
                    arrived.complete(connection.peer().slowly().read(UP.length()));
                    join(sending);
                });
                var edge = EdgeUnderTest.before(upstream, transport);
                var client = edge.connect()) {
            client.send(HANDSHAKE + UP.substring(0, 1000));
            var sending = Thread.ofVirtual().start(() -> client.send(UP.substring(1000)));

            assertThat(client.slowly().readHead()).startsWith("HTTP/1.1 101 ");
            assertThat(client.read(DOWN.length())).isEqualTo(DOWN);
            assertThat(client.readToEnd()).isEmpty();
            assertThat(arrived.join()).isEqualTo(UP);
            sending.join();
        }
    }

    @Test
    void a_slow_client_gets_what_its_upstream_sent_before_it_closed() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.peer().readHead();
                    connection.answer(SWITCH + DOWN);
                });
                var edge = EdgeUnderTest.before(upstream, transport);
                var client = edge.connect().slowly()) {

            client.send(HANDSHAKE).readHead();

            assertThat(client.readToEnd()).isEqualTo(DOWN);
            assertPlaceIsFree(edge);
        }
    }

    @Test
    void a_slow_upstream_gets_what_its_client_sent_before_it_closed() {
        var arrived = new CompletableFuture<String>();
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.peer().readHead();
                    connection.answer(SWITCH);
                    arrived.complete(connection.peer().slowly().readToEnd());
                });
                var edge = EdgeUnderTest.before(upstream, transport)) {
            try (var client = edge.connect()) {
                client.send(HANDSHAKE).readHead();
                client.send(UP);
            }

            assertThat(arrived.join()).isEqualTo(UP);
            assertPlaceIsFree(edge);
        }
    }

    @Test
    void a_slow_upstream_that_goes_on_speaking_gets_it_as_well() {
        var arrived = new CompletableFuture<String>();
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.peer().readHead();
                    connection.answer(SWITCH);
                    var speaking = Thread.ofVirtual().start(() -> {
                        while (!arrived.isDone() && !Thread.currentThread().isInterrupted()) {
                            connection.answer("\u0089\u0000");
                        }
                    });
                    arrived.complete(connection.peer().slowly().readToEnd());
                    join(speaking);
                });
                var edge = EdgeUnderTest.before(upstream, transport);
                var client = edge.connect()) {
            client.send(HANDSHAKE).readHead();
            client.send(UP).finish();

            assertThat(arrived.join()).hasSameSizeAs(UP);
            assertPlaceIsFree(edge);
        }
    }

    @Test
    void a_client_that_resets_a_tunnel_ends_it() {
        var ended = new CompletableFuture<Void>();
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.peer().readHead();
                    connection.answer(SWITCH);
                    connection.peer().readToEnd();
                    ended.complete(null);
                });
                var edge = EdgeUnderTest.before(upstream, transport)) {
            var client = edge.connect().send(HANDSHAKE);
            client.readHead();

            client.reset();

            ended.join();
            assertPlaceIsFree(edge);
        }
    }

    @Test
    void an_upstream_that_resets_a_tunnel_ends_it() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.peer().readHead();
                    connection.answer(SWITCH);
                    connection.peer().read(1);
                    connection.peer().reset();
                });
                var edge = EdgeUnderTest.before(upstream, transport);
                var client = edge.connect()) {
            client.send(HANDSHAKE).readHead();

            client.send("!");

            assertThat(client.readToEnd()).isEmpty();
            assertPlaceIsFree(edge);
        }
    }

    private static void join(Thread sending) {
        try {
            sending.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertPlaceIsFree(EdgeUnderTest edge) {
        Eventually.holds(
                Duration.ofSeconds(10),
                () -> edge.gates().inFlight() == 0,
                () -> new AssertionError("the place at the gate stays taken"));
    }
}
