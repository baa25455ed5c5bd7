package com.openflyers.gateway.conformance;

import static com.openflyers.gateway.conformance.Wire.CANARY;
import static com.openflyers.gateway.conformance.Wire.HOST;
import static com.openflyers.gateway.conformance.Wire.get;
import static com.openflyers.gateway.testing.FakeUpstream.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.FakeUpstream.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where an answer ends, and that nothing behind it is ever anybody's (RFC 9112 §6 and §7).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerFramingSocketTest {

    private static final String GET = get("/", "");
    private static final String EVIL = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nEVIL";

    @RegisterExtension
    final Wire wire = Wire.open();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: foo",
                "Content-Length: 1\r\nContent-Length: 2",
                "Content-Length: +2",
                "Content-Length: -2",
                "Content-Length: 2, 3",
                "Content-Length:",
                "Content-Length: 0x2",
                "Content-Length: 9223372036854775808",
                "Content-Length: 2\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 2",
                "Transfer-Encoding: identity\r\nContent-Length: 2",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, gzip",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding:"
            })
    void an_answer_that_can_end_in_two_places_is_none(String fields) {
        var answer = wire.answerTo(GET, "HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\n2\r\nok\r\n0\r\n\r\n" + EVIL);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.field("X-Gateway-Error")).isEqualTo("upstream-invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked",
                "Content-Length: 1\r\nContent-Length: 2",
                "Content-Length: 2\r\nTransfer-Encoding: chunked"
            })
    void an_old_answer_is_held_to_the_same(String fields) {
        assertThat(wire.answerTo(GET, "HTTP/1.0 200 OK\r\n" + fields + "\r\n\r\n2\r\nok\r\n0\r\n\r\n")
                        .status())
                .isEqualTo(502);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x2\r\nok\r\n0\r\n\r\n",
                "2;\r\nok\r\n0\r\n\r\n",
                "2\nok\r\n0\r\n\r\n",
                "2\r\nokX0\r\n\r\n",
                "2 \r\nok\r\n0\r\n\r\n",
                "2\r\nok\r\n0\r\nX\r\n\r\n",
                "2\r\nok\r\n0\r\n X: 1\r\n\r\n",
                "-2\r\nok\r\n0\r\n\r\n",
                "2\r\nok\r\n\r\n0\r\n\r\n",
                "2\r\nok\r\nFFFFFFFFFFFFFFFFF\r\n"
            })
    void a_chunk_that_is_none_leaves_the_answer_unfinished(String chunks) {
        try (var client = wire.connect()) {
            wire.nextAnswer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + EVIL);

            client.send(GET + CANARY);

            assertThat(client.readToEnd()).doesNotContain("0\r\n\r\n", "EVIL", "502");
            assertThat(wire.ask(GET).body()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n123",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n0\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n0\r\nX: 1\r\n"
            })
    void an_answer_cut_short_never_looks_complete(String cut) {
        try (var wire = once(cut);
                var client = wire.connect()) {

            client.send(GET + CANARY);

            assertThat(client.readToEnd())
                    .contains("123")
                    .doesNotEndWith("0\r\n\r\n")
                    .doesNotContain("canary");
        }
    }

    @Test
    void no_message_has_a_length_and_a_coding() {
        var chunked = wire.answerTo(GET, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
        var counted = wire.answerTo(GET, ok("ok"));

        assertThat(chunked.fields("Content-Length")).isEmpty();
        assertThat(chunked.fields("Transfer-Encoding")).containsExactly("chunked");
        assertThat(counted.fields("Transfer-Encoding")).isEmpty();
        assertThat(counted.fields("Content-Length")).containsExactly("2");
    }

    @Test
    void a_client_of_http_1_0_is_sent_no_transfer_coding() {
        wire.nextAnswer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-T: 1\r\n\r\n");
        try (var client = wire.connect()) {
            client.send("GET / HTTP/1.0\r\n" + HOST + "Connection: keep-alive\r\n\r\n" + CANARY);

            assertThat(client.readHead())
                    .doesNotContainIgnoringCase("transfer-encoding")
                    .contains("Connection: close\r\n");
            assertThat(client.readToEnd()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\n\r\nhello",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "Content-Length: " + "54\r\n\r\n" + EVIL,
                "Content-Length: 0\r\n\r\n",
                "\r\n"
            })
    void a_204_is_bare_whatever_the_upstream_says(String rest) {
        var answer = wire.answerTo(GET, "HTTP/1.1 204 No Content\r\n" + rest);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.fields("Content-Length")).isEmpty();
        assertThat(answer.fields("Transfer-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\n\r\nhello",
                "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Content-Length: 0\r\n\r\n"
            })
    void a_205_is_framed_like_any_answer(String rest) {
        assertThat(wire.answerTo(GET, "HTTP/1.1 205 Reset Content\r\n" + rest).status())
                .isEqualTo(205);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\n\r\nhello",
                "Content-Length: 500\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "\r\n"
            })
    void the_answer_to_head_ends_at_its_empty_line(String rest) {
        var answer = wire.answerTo("HEAD / HTTP/1.1\r\n" + HOST + "\r\n", "HTTP/1.1 200 OK\r\n" + rest);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("Content-Length")).isEqualTo(rest.startsWith("C") ? rest.split("[ \r]+")[1] : "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 500\r\n\r\n",
                "Content-Length: 5\r\n\r\nhello",
                "Transfer-Encoding: chunked\r\n\r\n",
                "\r\n"
            })
    void a_304_ends_at_its_empty_line_and_keeps_its_length(String rest) {
        var answer = wire.answerTo(GET, "HTTP/1.1 304 Not Modified\r\n" + rest);

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.field("Content-Length")).isEqualTo(rest.startsWith("C") ? rest.split("[ \r]+")[1] : "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 304 Not Modified\r\nContent-Length: 54\r\n\r\n"
            })
    void bytes_behind_an_answer_are_nobodys_answer(String answer) {
        for (var behind : new String[] {EVIL, "\r\n", "H", EVIL + EVIL}) {
            assertThat(wire.answerTo(GET, answer + behind).body()).isIn("ok", "");
            assertThat(wire.ask(GET).body()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                EVIL,
                "H",
                "\r\n",
                "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            })
    void bytes_on_an_idle_connection_close_it(String unasked) throws Exception {
        var answered = new java.util.concurrent.CountDownLatch(1);
        var closed = new java.util.concurrent.CountDownLatch(1);
        Script script = connection -> {
            connection.request();
            connection.answer(ok(connection.number() == 1 ? "first" : "own"));
            if (connection.number() == 1) {
                awaitQuietly(answered);
                connection.answer(unasked);
            }
            connection.peer().readToEnd();
            closed.countDown();
        };
        try (var wire = Wire.to(script)) {

            assertThat(wire.ask(GET).body()).isEqualTo("first");
            answered.countDown();
            if (unasked.startsWith("HTTP")) {
                assertThat(closed.await(10, java.util.concurrent.TimeUnit.SECONDS))
                        .isTrue();
            }

            assertThat(wire.ask(GET).body()).isIn("own", "first");
            assertThat(wire.upstream().heard()).doesNotContain("EVIL");
        }
    }

    private static Wire once(String bytes) {
        return Wire.to(connection -> {
            connection.request();
            connection.answer(bytes);
        });
    }

    private static void awaitQuietly(java.util.concurrent.CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
