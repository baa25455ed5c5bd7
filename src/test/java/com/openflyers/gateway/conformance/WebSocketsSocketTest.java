package com.openflyers.gateway.conformance;

import static com.openflyers.gateway.conformance.Wire.CANARY;
import static com.openflyers.gateway.conformance.Wire.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// WebSockets pass as bytes: the gateway adds nothing, takes nothing away and understands nothing (RFC 6455).
class WebSocketsSocketTest {

    private static final String KEYS = "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private static final String UPGRADE = "Connection: Upgrade\r\nUpgrade: websocket\r\n";
    private static final String HANDSHAKE = get("/ws", UPGRADE + KEYS);
    private static final String SWITCH =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

    @Test
    void the_handshake_passes_untouched_and_without_extensions_of_ours() {
        var theirs =
                "Sec-WebSocket-Protocol: chat, superchat\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
                        + "Sec-WebSocket-Extensions: x\r\nOrigin: https://evil.example\r\n" + KEYS;
        var answer =
                "Sec-WebSocket-Accept: abc=\r\nSec-WebSocket-Protocol: chat\r\nSec-WebSocket-Extensions: x; y=1\r\n";
        try (var wire = Wire.to(peer -> {
                    peer.request();
                    peer.answer("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: WebSocket\r\n"
                            + answer + "\r\n");
                    peer.peer().readToEnd();
                });
                var client = wire.connect()) {

            var head = client.send(get("/ws", UPGRADE + theirs)).readHead();

            assertThat(wire.upstream().received().getFirst().head()).contains(theirs);
            assertThat(head)
                    .isEqualTo("HTTP/1.1 101 Switching Protocols\r\n" + answer
                            + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
        }
    }

    @Test
    void the_origin_of_a_page_reaches_the_upstream_that_has_to_judge_it() {
        try (var wire = Wire.open()) {
            var _ = wire.ask(get("/ws", UPGRADE + KEYS + "Origin: https://evil.example\r\n"));

            assertThat(wire.upstream().received().getFirst().fields("Origin")).containsExactly("https://evil.example");
        }
    }

    /// What a server says that speaks nothing else (RFC 9110 §15.5.22).
    @Test
    void an_answer_that_demands_a_websocket_says_so() {
        var head = "HTTP/1.1 426 Upgrade Required\r\nConnection: Upgrade\r\nUpgrade: ";
        try (var wire = Wire.open()) {

            var websocket = wire.answerTo(get("/ws", ""), head + "websocket\r\nContent-Length: 0\r\n\r\n");
            var other = wire.answerTo(get("/ws", ""), head + "TLS/1.3\r\nContent-Length: 0\r\n\r\n");

            assertThat(websocket.fields("Upgrade")).containsExactly("websocket");
            assertThat(websocket.fields("Connection")).containsExactly("Upgrade");
            assertThat(other.status()).isEqualTo(426);
            assertThat(other.fields("Upgrade")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"426 Upgrade Required", "400 Bad Request"})
    void the_upstream_says_which_versions_it_speaks(String status) {
        try (var wire = Wire.open()) {
            var request = get("/ws", UPGRADE + "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: a\r\n");

            var answer = wire.answerTo(
                    request, "HTTP/1.1 " + status + "\r\nSec-WebSocket-Version: 13, 7\r\nContent-Length: 0\r\n\r\n");

            assertThat(wire.upstream().received().getFirst().fields("Sec-WebSocket-Version"))
                    .containsExactly("8");
            assertThat(answer.startLine()).isEqualTo("HTTP/1.1 " + status);
            assertThat(answer.field("Sec-WebSocket-Version")).isEqualTo("13, 7");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // three fragments with a ping between them, then a close with 4001 and a reason
                "\u0001\u0083mask123\u0089\u0082maskab\u0000\u0081mask4\u0080\u0082mask56\u0088\u0083mask\u000f\u00a1x",
                // not masked, though a client must; reserved bits; a reserved opcode
                "\u0081\u0003abc\u00f1\u0081maskx\u0083\u0080mask",
                // looks like HTTP
                "GET /smuggled HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
            })
    void bytes_pass_as_they_are_in_both_directions(String bytes) {
        try (var wire = Wire.to(peer -> {
                    peer.peer().readHead();
                    peer.answer(SWITCH);
                    peer.answer(peer.peer().read(bytes.length()));
                });
                var client = wire.connect()) {

            client.send(HANDSHAKE);
            client.readHead();
            for (var i = 0; i < bytes.length(); i++) {
                client.send(bytes.substring(i, i + 1));
            }

            assertThat(client.read(bytes.length())).isEqualTo(bytes);
            assertThat(wire.upstream().heard()).endsWith("\r\n\r\n" + bytes);
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n",
                        "Upgrade: WebSocket\r\nX: 1\r\nConnection: UPGRADE\r\n",
                "upgrade: WEBSOCKET\r\nconnection: upgrade, keep-alive\r\n",
                        "Connection: keep-alive\r\nUpgrade: websocket\r\nConnection: ,Upgrade\r\n"
            })
    void a_handshake_is_known_in_every_spelling(String upgrade) {
        try (var wire = Wire.to(peer -> {
                    peer.request();
                    peer.answer(SWITCH);
                    peer.peer().readToEnd();
                });
                var client = wire.connect()) {

            assertThat(client.send(get("/ws", upgrade + KEYS)).readHead()).startsWith("HTTP/1.1 101 ");
            assertThat(wire.upstream().received().getFirst().fields("Upgrade")).containsExactly("websocket");
            assertThat(wire.upstream().received().getFirst().fields("Connection"))
                    .containsExactly("Upgrade");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0081\u0083mask123", "GET /smuggled HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n"})
    void what_a_client_sends_before_a_refused_upgrade_is_dropped_with_its_connection(String early) {
        try (var wire = Wire.to(peer -> {
                    peer.request();
                    peer.answer("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
                    peer.peer().readToEnd();
                });
                var client = wire.connect()) {

            client.send(HANDSHAKE + early);

            var answer = client.readMessage();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.field("Connection")).isEqualTo("close");
            Wire.sendIfOpen(client, CANARY);
            assertThat(client.readToEnd()).isEmpty();
            assertThat(wire.upstream().heard()).doesNotContain("mask", "smuggled", "canary");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_client_that_leaves_ends_the_upstreams_side(boolean abruptly) throws Exception {
        var ended = new CompletableFuture<String>();
        try (var wire = Wire.to(peer -> {
                    peer.peer().readHead();
                    peer.answer(SWITCH);
                    peer.peer().read(3);
                    peer.answer("x");
                    ended.complete(peer.peer().readToEnd());
                });
                var client = wire.connect()) {
            client.send(HANDSHAKE).readHead();
            assertThat(client.send("abc").read(1)).isEqualTo("x");

            if (abruptly) {
                client.reset();
            } else {
                client.finish();
            }

            assertThat(ended.get(10, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_upstream_that_leaves_ends_the_clients_side(boolean abruptly) {
        try (var wire = Wire.to(peer -> {
                    peer.peer().readHead();
                    peer.answer(SWITCH);
                    peer.peer().read(3);
                    if (abruptly) {
                        peer.peer().reset();
                    }
                });
                var client = wire.connect()) {
            client.send(HANDSHAKE).readHead();

            client.send("abc");

            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void what_an_upstream_sent_before_it_left_arrives_whole() {
        var megabyte = "x".repeat(1 << 20);
        try (var wire = Wire.to(peer -> {
                    peer.peer().readHead();
                    peer.answer(SWITCH + megabyte);
                });
                var client = wire.connect()) {

            client.send(HANDSHAKE).readHead();

            assertThat(client.readToEnd()).isEqualTo(megabyte);
        }
    }

    @Test
    void a_node_that_stops_closes_with_1001() throws Exception {
        try (var wire = Wire.to(peer -> {
                    peer.peer().readHead();
                    peer.answer(SWITCH + "\u0081\u0003abc");
                    peer.peer().readToEnd();
                });
                var client = wire.connect()) {
            client.send(HANDSHAKE).readHead();
            assertThat(client.read(5)).isEqualTo("\u0081\u0003abc");

            var drained = wire.edge().edge().drain(Duration.ofSeconds(10));

            assertThat(client.readToEnd()).isEqualTo("\u0088\u0002\u0003\u00e9");
            client.finish();
            drained.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }
}
