package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import io.vertx.core.internal.VertxInternal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A node that is going to stop serves on, but keeps nobody: what is still connected when its port closes may lose a
/// request.
class LameDuckSocketTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n";
    private static final String HANDSHAKE =
            GET.replace("\r\n\r\n", "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    private static final String SWITCH =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

    @Test
    void a_websocket_lives_on_and_one_may_be_opened() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.peer().readHead();
                    connection.answer(SWITCH);
                    connection.answer(connection.peer().read(2));
                    connection.peer().readToEnd();
                });
                var edge = EdgeUnderTest.before(upstream);
                var early = edge.connect();
                var late = edge.connect()) {
            early.send(HANDSHAKE).readHead();

            edge.edge().leave();
            awaitLoops(edge);

            assertThat(late.send(HANDSHAKE).readHead()).startsWith("HTTP/1.1 101 ");
            assertThat(late.send("hi").read(2)).isEqualTo("hi");
            assertThat(early.send("ho").read(2)).isEqualTo("ho");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GET,
                "GET / HTTP/1.1\r\nHost: nobody.localhost\r\n\r\n",
                "GET /.gateway/ready HTTP/1.1\r\nHost: a\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void every_answer_is_the_last_on_its_connection_and_newcomers_are_served(String request) {
        try (var upstream = FakeUpstream.answering("ok");
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            assertThat(client.send(request).readMessage().fields("Connection")).isEmpty();

            edge.edge().leave();
            awaitLoops(edge);

            assertThat(client.send(request + GET).readMessage().field("Connection"))
                    .isEqualTo("close");
            assertThat(client.readToEnd()).isEmpty();
            try (var newcomer = edge.connect()) {
                assertThat(newcomer.send(request).readMessage().field("Connection"))
                        .isEqualTo("close");
            }
        }
    }

    /// Returns when every loop has done what it was told.
    private static void awaitLoops(EdgeUnderTest edge) {
        for (var loop : ((VertxInternal) edge.vertx()).nettyEventLoopGroup()) {
            loop.submit(() -> {}).syncUninterruptibly();
        }
    }
}
