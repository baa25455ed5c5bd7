package com.openflyers.gateway.conformance;

import static com.openflyers.gateway.conformance.Wire.CANARY;
import static com.openflyers.gateway.conformance.Wire.HOST;
import static com.openflyers.gateway.conformance.Wire.get;
import static com.openflyers.gateway.testing.FakeUpstream.ok;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Expectations, 1xx, and upgrades that come to nothing (RFC 9110 §7.8, §10.1.1 and §15.2).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterimAnswersSocketTest {

    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final String HANDSHAKE =
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: a\r\n";

    @RegisterExtension
    final Wire wire = Wire.open();

    @ParameterizedTest
    @ValueSource(strings = {"417 Expectation Failed", "413 Content Too Large", "401 Unauthorized"})
    void a_refusal_of_an_expectation_reaches_the_client_before_any_body(String status) {
        try (var wire = Wire.to(peer -> {
                    peer.peer().readHead();
                    peer.answer("HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\nno");
                    peer.peer().readToEnd();
                });
                var client = wire.connect()) {

            client.send("POST / HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 1000\r\n\r\n");

            assertThat(client.readMessage().startLine()).isEqualTo("HTTP/1.1 " + status);
            Wire.sendIfOpen(client, CANARY);
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void a_client_of_http_1_0_gets_the_final_answer_alone() {
        wire.nextAnswer(
                CONTINUE + "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n" + ok("ok"));
        try (var client = wire.connect()) {

            client.send("POST / HTTP/1.0\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\nhello");

            assertThat(client.readMessage().startLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void a_body_that_comes_with_its_expectation_gets_one_100_and_one_answer() {
        try (var wire = Wire.to(peer -> {
                    peer.peer().readHead();
                    peer.answer(CONTINUE);
                    peer.answer(ok(peer.peer().read(5)));
                    peer.request();
                    peer.answer(ok("ok"));
                });
                var client = wire.connect()) {

            client.send(
                    "POST / HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\nhello" + CANARY);

            assertThat(client.readHead()).isEqualTo(CONTINUE);
            assertThat(client.readMessage().body()).isEqualTo("hello");
            assertThat(client.readMessage().body()).isEqualTo("ok");
        }
    }

    @Test
    void interim_answers_do_not_part_a_request_from_its_answer() {
        try (var wire = Wire.to(peer -> {
                    peer.request();
                    peer.answer("HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n");
                    peer.answer(
                            "HTTP/1.1 103 Early Hints\r\nLink: b\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n" + ok("one"));
                    peer.request();
                    peer.answer(
                            "HTTP/1.1 103 Early Hints\r\nContent-Length: 5\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n");
                    peer.peer().readToEnd();
                });
                var client = wire.connect()) {

            client.send(get("/", "") + "HEAD / HTTP/1.1\r\n" + HOST + "\r\n");

            assertThat(client.readHead()).isEqualTo("HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n");
            assertThat(client.readHead()).isEqualTo("HTTP/1.1 103 Early Hints\r\nLink: b\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 102 ");
            assertThat(client.readMessage().body()).isEqualTo("one");
            assertThat(client.readHead()).isEqualTo("HTTP/1.1 103 Early Hints\r\n\r\n");
            assertThat(client.readHeadAnswer().field("Content-Length")).isEqualTo("3");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Connection: Upgrade\r\nUpgrade: h2c\r\n",
                "Upgrade: websocket\r\n",
                "Connection: Upgrade\r\n",
                "Connection: Upgrade\r\nUpgrade: foo\r\n",
                "Connection: websocket\r\nUpgrade: websocket\r\n"
            })
    void a_switch_that_nobody_asked_for_costs_the_answer_and_not_the_client(String fields) {
        var answer = wire.answerTo(
                get("/", fields),
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.field("X-Gateway-Error")).isEqualTo("upstream-invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection: Upgrade\r\nUpgrade: h2c\r\n", "Connection: Upgrade\r\n", "Upgrade: foo\r\n"})
    void a_switch_to_another_protocol_than_asked_for_costs_the_answer(String fields) {
        var answer = wire.answerTo(get("/", HANDSHAKE), "HTTP/1.1 101 Switching Protocols\r\n" + fields + "\r\n");

        assertThat(answer.status()).isEqualTo(502);
    }

    @Test
    void after_an_upgrade_that_was_answered_with_200_requests_are_requests() {
        wire.nextAnswer("HTTP/1.1 200 OK\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 2\r\n\r\nok");
        try (var client = wire.connect()) {

            assertThat(client.send(get("/", HANDSHAKE)).readMessage().fields("Upgrade"))
                    .isEmpty();

            assertThat(client.send("GET /smuggled HTTP/1.1\r\nHost: nobody.localhost\r\n\r\n")
                            .readMessage()
                            .status())
                    .isEqualTo(404);
            assertThat(wire.upstream().heard()).doesNotContain("GET /smuggled");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
                "Connection: Upgrade\r\nUpgrade: foo\r\n",
                "Connection: Upgrade\r\nUpgrade: TLS/1.0, HTTP/1.1\r\n",
                "Connection: Upgrade\r\nUpgrade: h2c, websocket\r\n",
                "Upgrade: websocket\r\n",
                "Connection: Upgrade\r\n"
            })
    void only_a_websocket_is_ever_asked_for(String fields) {
        var request = wire.passes(get("/", fields));

        assertThat(request.fields("Upgrade")).isEmpty();
        assertThat(request.fields("Connection")).isEmpty();
        assertThat(request.fields("HTTP2-Settings")).isEmpty();
    }

    @Test
    void an_upgrade_from_http_1_0_is_ignored() {
        var _ = wire.ask("GET / HTTP/1.0\r\n" + HOST + HANDSHAKE + "\r\n");

        assertThat(wire.upstream().received().getLast().fields("Upgrade")).isEmpty();
    }

    @Test
    void a_100_comes_before_a_101() {
        try (var wire = Wire.to(peer -> {
                    peer.peer().readHead();
                    peer.answer(CONTINUE);
                    peer.peer().read(5);
                    peer.answer(
                            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
                    peer.answer(peer.peer().read(3));
                });
                var client = wire.connect()) {

            client.send("POST / HTTP/1.1\r\n" + HOST + HANDSHAKE + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");

            assertThat(client.readHead()).isEqualTo(CONTINUE);
            assertThat(client.send("hello").readHead()).startsWith("HTTP/1.1 101 ");
            assertThat(client.send("abc").read(3)).isEqualTo("abc");
        }
    }
}
