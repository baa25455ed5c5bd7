package com.openflyers.gateway.conformance;

import static com.openflyers.gateway.conformance.Wire.CANARY;
import static com.openflyers.gateway.conformance.Wire.HOST;
import static com.openflyers.gateway.conformance.Wire.post;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a request ends, so that nothing in its body is ever taken for another (RFC 9112 §6).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestFramingSocketTest {

    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\n" + HOST + "\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

    @RegisterExtension
    final Wire wire = Wire.open();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\nGET /smuggled HTTP/1.1\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n0\r\n\r\n",
                "Content-Length: 5\r\nTransfer-Encoding: identity\r\n\r\nhello",
                "Content-Length: 5\r\nTransfer-Encoding:\r\n\r\nhello",
                "Content-Length: 5\r\ntransfer-encoding: CHUNKED\r\n\r\n0\r\n\r\n",
                "Content-Length: 5\r\nX: 1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"
            })
    void a_length_beside_a_transfer_coding_is_refused(String rest) {
        assertThat(wire.refuses("POST / HTTP/1.1\r\n" + HOST + rest).status()).isEqualTo(400);
        assertThat(wire.refuses("POST / HTTP/1.0\r\n" + HOST + rest).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity",
                "gzip",
                "chunked, gzip",
                "gzip, chunked",
                "deflate",
                "",
                " ",
                ",",
                "\u000bchunked",
                "chunked\u000b",
                "chunked, identity",
                "identity, chunked",
                "chunked,",
                ",chunked",
                "chunked, chunked",
                "chunked\u0000"
            })
    void a_coding_other_than_chunked_alone_is_refused(String coding) {
        assertThat(wire.refuses(post("Transfer-Encoding: " + coding + "\r\n", SMUGGLED))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo, chunked",
                "foo",
                "xchunked",
                "chunkedx",
                "\"chunked\"",
                "chunked;q=1",
                "chunked; a=b",
                "'chunked'",
                "chunke",
                "chunked foo",
                "chunked chunked",
                "\u00a0chunked",
                "chunked\u00a0",
                "chunked\u0085",
                "cow",
                "chu nked",
                "chunked, foo"
            })
    void a_coding_that_nobody_knows_is_not_implemented(String coding) {
        assertThat(wire.refuses(post("Transfer-Encoding: " + coding + "\r\n", SMUGGLED))
                        .status())
                .isEqualTo(501);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding:\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\ntransfer-encoding: chunked\r\n"
            })
    void chunked_is_applied_once(String fields) {
        assertThat(wire.refuses(post(fields, "0\r\n\r\n")).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Transfer-Encoding:chunked", "transfer-encoding: CHUNKED", "TRANSFER-ENCODING:\tChunked \t"})
    void chunked_is_known_in_every_spelling(String field) {
        assertThat(wire.passes(post(field + "\r\n", "5\r\nhello\r\n0\r\n\r\n")).body())
                .isEqualTo("hello");
    }

    @Test
    void a_transfer_coding_from_before_http_1_1_is_refused() {
        assertThat(wire.refuses("POST / HTTP/1.0\r\n" + HOST + CHUNKED + "\r\n0\r\n\r\n")
                        .status())
                .isEqualTo(400);
        assertThat(wire.refuses("POST / HTTP/1.0\r\n" + HOST + CHUNKED + "Connection: keep-alive\r\n\r\n0\r\n\r\n")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+5",
                "-5",
                "-0",
                "0x5",
                "5_0",
                "5 5",
                "5,6",
                "5;",
                "",
                " ",
                "1e1",
                "18446744073709551616",
                "9223372036854775808",
                "99999999999999999999999",
                "\u00d9\u00a5",
                "\u00b2",
                "5.0",
                "5,",
                ",5",
                "5, 5",
                "5,5",
                "five",
                "0b1",
                "5\u0000",
                "5\u000b",
                "5\u00a0",
                "\"5\"",
                "5 ;a",
                "00000000000000000000000005"
            })
    void a_length_that_is_none_is_refused(String length) {
        assertThat(wire.refuses(post("Content-Length: " + length + "\r\n", "hello" + SMUGGLED))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"5,6", "6,5", "5,5", "0,5", "5,''"})
    void a_second_length_is_refused_even_an_equal_one(String first, String second) {
        var fields = HOST + "Content-Length: " + first + "\r\nX: 1\r\ncontent-length: " + second + "\r\n\r\nhello";

        assertThat(wire.refuses("POST / HTTP/1.1\r\n" + fields).status()).isEqualTo(400);
        assertThat(wire.refuses("POST / HTTP/1.0\r\n" + fields).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "05", "0000000000005", " 5 ", "\t5"})
    void a_length_goes_on_in_its_shortest_form(String length) {
        var request = wire.passes(post("Content-Length:" + length + "\r\n", "hello"));

        assertThat(request.fields("Content-Length")).containsExactly("5");
        assertThat(request.body()).isEqualTo("hello");
    }

    @Test
    void the_longest_length_that_can_be_counted_is_streamed() {
        var heard = wire.upstream().heard().length();
        try (var client = wire.connect()) {
            client.send(post("Content-Length: 9223372036854775807\r\nExpect: 100-continue\r\n", SMUGGLED));

            com.openflyers.gateway.testing.Eventually.holds(
                    java.time.Duration.ofSeconds(5),
                    () -> wire.upstream().heard().substring(heard).endsWith("\r\n\r\n" + SMUGGLED),
                    () -> new AssertionError(wire.upstream().heard().substring(heard)));
        }
        assertThat(wire.upstream().heard().substring(heard)).contains("Content-Length: 9223372036854775807\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE", "OPTIONS", "PUT", "PATCH", "get", "SEARCH"})
    void content_goes_on_with_every_method(String method) {
        for (var body : new String[] {"Content-Length: 5\r\n\r\nhello", CHUNKED + "\r\n5\r\nhello\r\n0\r\n\r\n"}) {
            try (var client = wire.connect()) {
                client.send(method + " /64 HTTP/1.1\r\n" + HOST + body);
                var answer = method.equals("HEAD") ? client.readHeadAnswer() : client.readMessage();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(wire.upstream().received().getLast().body()).isEqualTo("hello");
                assertThat(client.send(CANARY).readMessage().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void a_body_that_looks_like_requests_is_a_body() {
        var request = wire.passes(post("Content-Length: " + SMUGGLED.length() * 2 + "\r\n", SMUGGLED + SMUGGLED));

        assertThat(request.body()).isEqualTo(SMUGGLED + SMUGGLED);
    }

    @Test
    void the_keys_of_an_old_websocket_draft_announce_no_body() {
        var request = wire.passes(Wire.get("/", "Sec-WebSocket-Key1: a 1 2\r\nSec-WebSocket-Key2: b 3 4\r\n"));

        assertThat(request.fields("Content-Length")).isEmpty();
    }

    @Test
    void a_body_that_its_client_ends_too_early_is_never_complete_upstream() throws Exception {
        var ended = new java.util.concurrent.CompletableFuture<String>();
        try (var wire = Wire.to(connection -> {
                    connection.peer().readHead();
                    ended.complete(connection.peer().readToEnd());
                });
                var client = wire.connect()) {

            client.send(post("Content-Length: 10\r\n", "12345")).finish();

            assertThat(ended.get(10, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo("12345");
            assertThat(client.readToEnd()).isEmpty();
            assertThat(wire.upstream().connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: nobody.localhost\r\n",
                "Host: a b\r\n",
                "Host: aeroclub.localhost\r\nVia: 1.1 openflyers-gateway\r\n"
            })
    void a_body_behind_a_head_that_we_answer_ourselves_is_never_read_as_requests(String fields) {
        var heard = wire.upstream().heard();
        try (var client = wire.connect()) {
            client.send("POST / HTTP/1.1\r\n" + fields + "Content-Length: " + SMUGGLED.length() + "\r\n\r\n" + SMUGGLED
                    + CANARY);

            var answer = client.readMessage();

            Wire.isOurs(answer);
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(client.readToEnd()).isEmpty();
            assertThat(wire.upstream().heard()).isEqualTo(heard);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000000\r\n", CHUNKED})
    void an_answer_before_the_body_is_readable_by_a_client_that_sends_it_all(String framing) {
        try (var client = wire.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: nobody.localhost\r\n" + framing + "\r\n");
            Wire.sendIfOpen(client, SMUGGLED.repeat(20).repeat(1_000_000 / SMUGGLED.length() / 20));

            var answer = client.readMessage();

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(client.readToEnd()).isEmpty();
            assertThat(wire.upstream().heard())
                    .doesNotContain("GET /smuggled HTTP/1.1\r\nHost: aeroclub.localhost\r\nX-");
        }
    }
}
