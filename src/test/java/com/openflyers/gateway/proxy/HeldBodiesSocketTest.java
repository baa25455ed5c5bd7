package com.openflyers.gateway.proxy;

import static com.openflyers.gateway.testing.FakeUpstream.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Requests in every shape of HTTP/1.1 that wait and then go on as if they had come only now.
class HeldBodiesSocketTest {

    private static final String HOST = "Host: aeroclub.localhost\r\n";

    @Test
    void of_a_large_upload_only_the_beginning_is_read_until_it_is_released() throws Exception {
        var size = 24 * 1024 * 1024;
        try (var upstream = FakeUpstream.answering("stored");
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            edge.hold("aeroclub", "2.0");
            client.send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: " + size + "\r\n\r\n");
            var sending = Thread.ofVirtual().start(() -> client.send("x".repeat(size)));
            edge.awaitHeld(1);

            // The rest fits into no socket's buffer.
            assertThat(sending.join(Duration.ofMillis(500))).isFalse();
            edge.space("aeroclub", "2.0");

            assertThat(client.readMessage().body()).isEqualTo("stored");
            assertThat(upstream.received().getFirst().body()).hasSize(size);
        }
    }

    @Test
    void a_chunked_body_and_its_trailers_wait_whole() {
        try (var upstream = FakeUpstream.answering("stored");
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            edge.hold("aeroclub", "2.0");
            client.send("POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n");
            edge.awaitHeld(1);
            for (var part : "2\r\nab\r\n|1|\r\nc\r\n|0\r\n|X-Sum: 3\r\n\r\n".split("\\|")) {
                client.send(part);
            }

            edge.space("aeroclub", "2.0");

            assertThat(client.readMessage().body()).isEqualTo("stored");
            assertThat(upstream.received().getFirst().body()).isEqualTo("abc");
            assertThat(upstream.heard()).contains("X-Sum: 3");
        }
    }

    @Test
    void a_client_that_waits_for_100_gets_it_from_its_upstream_and_not_before() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.peer().readHead();
                    connection.answer("HTTP/1.1 100 Continue\r\n\r\n");
                    connection.answer(ok(connection.peer().read(5)));
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            edge.hold("aeroclub", "2.0");
            client.send("POST / HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            edge.awaitHeld(1);
            assertThat(upstream.heard()).isEmpty();

            edge.space("aeroclub", "2.0");

            assertThat(client.readHead()).startsWith("HTTP/1.1 100 ");
            assertThat(client.send("hello").readMessage().body()).isEqualTo("hello");
        }
    }

    @Test
    void deadlines_of_heads_and_bodies_do_not_run_while_a_request_waits() {
        try (var upstream = FakeUpstream.answering("stored");
                var edge = EdgeUnderTest.start(
                                "edge: {deadlines: {head: 200ms, body-idle: 200ms, keep-alive-idle: 200ms}}")
                        .leadingTo(upstream)
                        .space("mermoz", "2.0");
                var client = edge.connect();
                var clock = edge.connect()) {
            edge.hold("aeroclub", "2.0").hold("mermoz", Duration.ofSeconds(1), "2.0");
            client.send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 10\r\n\r\n12345");
            assertThat(clock.send("GET / HTTP/1.1\r\nHost: mermoz.localhost\r\n\r\n")
                            .readMessage()
                            .status())
                    .isEqualTo(503);

            edge.space("aeroclub", "2.0");
            client.send("67890");

            assertThat(client.readMessage().body()).isEqualTo("stored");
        }
    }

    @Test
    void what_is_pipelined_behind_a_waiting_request_is_answered_after_it() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    while (true) {
                        connection.answer(ok(connection.request().startLine().split(" ")[1]));
                    }
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            edge.hold("aeroclub", "2.0");
            client.send("GET /1 HTTP/1.1\r\n" + HOST + "\r\nPOST /2 HTTP/1.1\r\n" + HOST
                    + "Content-Length: 1\r\n\r\nxGET /3 HTTP/1.1\r\n" + HOST + "\r\n");
            edge.awaitHeld(1);

            edge.space("aeroclub", "2.0");

            assertThat(client.readMessage().body()).isEqualTo("/1");
            assertThat(client.readMessage().body()).isEqualTo("/2");
            assertThat(client.readMessage().body()).isEqualTo("/3");
        }
    }

    @Test
    void the_answer_to_a_waiting_head_has_no_body_and_the_connection_goes_on() {
        try (var upstream = FakeUpstream.answering("served");
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            edge.hold("aeroclub", Duration.ofMillis(300), "2.0");

            var answer = client.send("HEAD / HTTP/1.1\r\n" + HOST + "\r\n").readHeadAnswer();
            edge.space("aeroclub", "2.0");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n")
                            .readMessage()
                            .body())
                    .isEqualTo("served");
        }
    }

    @Test
    void a_websocket_that_waited_is_opened_and_loses_no_early_byte() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.peer().readHead();
                    connection.answer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                            + "Connection: Upgrade\r\n\r\n");
                    connection.answer(connection.peer().read(9));
                    connection.peer().readToEnd();
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            edge.hold("aeroclub", "2.0");
            client.send("GET /ws HTTP/1.1\r\n" + HOST + "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
                    + "\u0081\u0083mask123");
            edge.awaitHeld(1);

            edge.space("aeroclub", "2.0");

            assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
            assertThat(client.read(9)).isEqualTo("\u0081\u0083mask123");
        }
    }
}
