package com.openflyers.gateway.conformance;

import static com.openflyers.gateway.conformance.Wire.CANARY;
import static com.openflyers.gateway.conformance.Wire.HOST;
import static com.openflyers.gateway.conformance.Wire.get;
import static com.openflyers.gateway.conformance.Wire.post;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The fields of a request: their grammar, order and size (RFC 9112 §5, RFC 9110 §5).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FieldSyntaxSocketTest {

    @RegisterExtension
    final Wire wire = Wire.open();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length : 5", "Content-Length\t: 5", "X\t: 1", "X : 1", "Transfer-Encoding : chunked",
                "Host : aeroclub.localhost", "Connection : close", "X\u00a0: 1", "X\u000b: 1", "X\u0000: 1"
            })
    void white_space_before_a_colon_is_refused(String field) {
        assertThat(wire.refuses("POST / HTTP/1.1\r\n" + HOST + field + "\r\n\r\nhello")
                        .status())
                .isEqualTo(400);
        assertThat(wire.refuses("POST / HTTP/1.1\r\n" + field + "\r\n" + HOST + "\r\nhello")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: a\r\n b",
                "X: a\r\n\tb",
                "X: a\r\n ",
                "X: a\r\n \r\n b",
                "X:\r\n a",
                "Transfer-Encoding:\r\n chunked",
                "Transfer-Encoding: chunked\r\n , gzip",
                "Content-Length:\r\n 5",
                "Content-Length: 1\r\n 0",
                "X: a\r\n Transfer-Encoding: chunked",
                "Connection: X\r\n ,close"
            })
    void a_folded_line_is_refused(String field) {
        assertThat(wire.refuses("POST / HTTP/1.1\r\n" + HOST + field + "\r\n\r\n")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_folded_host_is_refused() {
        assertThat(wire.refuses("GET / HTTP/1.1\r\nHost:\r\n aeroclub.localhost\r\n\r\n")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "\u0000",
                "a\u0000",
                "a\rb",
                "a\u0001b",
                "a\u0008b",
                "a\u000bb",
                "a\u000cb",
                "a\u001fb",
                "a\u007fb",
                "\u007f",
                "a\u001b[0m"
            })
    void a_control_in_a_value_is_refused(String value) {
        assertThat(wire.refuses(get("/", "X: " + value + "\r\n")).status()).isEqualTo(400);
        assertThat(wire.refuses(get("/", "Cookie: a=" + value + "\r\n")).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ": x",
                ":",
                "X[]: 1",
                "X\u0080: 1",
                "X\u00e9: 1",
                "X Y: 1",
                "no colon",
                "X\u0000: 1",
                "X/Y: 1",
                "(X): 1",
                "X,Y: 1",
                "\"X\": 1",
                "X\u007f: 1",
                "X@: 1",
                "X=1",
                "{}: 1",
                "\\: 1",
                ";: 1",
                "Content-Length\u0000: 5",
                "\u00efContent-Length: 5",
                "Transfer\rEncoding: chunked",
                "GET /smuggled HTTP/1.1"
            })
    void a_field_name_that_is_no_token_is_refused(String line) {
        assertThat(wire.refuses(get("/", line + "\r\n")).status()).isEqualTo(400);
        assertThat(wire.refuses("GET / HTTP/1.1\r\n" + line + "\r\n" + HOST + "\r\n")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void fields_that_nobody_knows_pass_both_ways() {
        var name = "X!#$%&'*+-.^_`|~9";
        wire.nextAnswer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Unknown_9: v\r\n" + name + ": w\r\n\r\nok");

        var answer = wire.ask(get("/", "X-Unknown-9: v\r\nX_Other: w\r\n" + name + ": x\r\nX-Empty:\r\n"));

        var request = wire.upstream().received().getLast();
        assertThat(request.field("X-Unknown-9")).isEqualTo("v");
        assertThat(request.field("X_Other")).isEqualTo("w");
        assertThat(request.field(name)).isEqualTo("x");
        assertThat(request.fields("X-Empty")).containsExactly("");
        assertThat(answer.field("X-Unknown_9")).isEqualTo("v");
        assertThat(answer.field(name)).isEqualTo("w");
    }

    @Test
    void lines_of_one_name_keep_their_order_and_are_not_joined() {
        wire.nextAnswer("HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nX: 1\r\nset-cookie: b=2\r\nContent-Length: 2\r\n\r\nok");

        var answer = wire.ask(get("/", "X: 1\r\nY: 0\r\nx: 2\r\nX: 1\r\n"));

        assertThat(wire.upstream().received().getLast().fields("X")).containsExactly("1", "2", "1");
        assertThat(answer.fields("Set-Cookie")).containsExactly("a=1", "b=2");
    }

    @Test
    void a_head_that_is_too_large_is_refused() {
        assertThat(wire.refuses(get("/", "X: " + "a".repeat(64_000) + "\r\n")).status())
                .isEqualTo(431);
        assertThat(wire.refuses(get("/", "X: 1\r\n".repeat(1_000))).status()).isEqualTo(431);
        assertThat(wire.refuses(get("/", "X".repeat(40_000) + ": 1\r\n")).status())
                .isEqualTo(431);
        assertThat(wire.refuses(get("/", "X: 1\r\n".repeat(100))).status()).isEqualTo(431);
    }

    @Test
    void a_head_of_allowed_size_is_served() {
        assertThat(wire.passes(get("/", "X: " + "a".repeat(30_000) + "\r\n")).field("X"))
                .hasSize(30_000);
        assertThat(wire.passes(get("/", "X: 1\r\n".repeat(99))).fields("X")).hasSize(99);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " a", "  a", " a ", " a \t", "\ta\t", "\t \ta \t "})
    void white_space_around_a_value_is_no_part_of_it(String value) {
        var before = wire.upstream().heard().length();

        var _ = wire.passes(get("/", "X:" + value + "\r\n"));

        assertThat(wire.upstream().heard().substring(before)).contains("\r\nX: a\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",close,",
                "close",
                " , close",
                "keep-alive,close",
                "X-A,,close",
                "CLOSE",
                "close, close",
                ",\tclose\t,"
            })
    void empty_members_of_a_list_are_skipped(String connection) {
        try (var client = wire.connect()) {
            client.send(get("/", "Connection: " + connection + "\r\n") + CANARY);

            assertThat(client.readMessage().field("Connection")).isEqualTo("close");
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",chunked", "chunked,", ",", ", ,chunked"})
    void empty_members_of_a_list_do_not_hide_a_coding(String codings) {
        assertThat(wire.refuses(post("Transfer-Encoding: " + codings + "\r\nContent-Length: 5\r\n", "0\r\n\r\n"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_second_line_of_a_field_that_has_one_value_passes_as_it_came() {
        var request = wire.passes(
                get(
                        "/",
                        "Authorization: Basic YTo=\r\nContent-Type: a/b\r\nAuthorization: Basic Yjo=\r\nContent-Type: c/d\r\n"));

        assertThat(request.fields("Authorization")).containsExactly("Basic YTo=", "Basic Yjo=");
        assertThat(request.fields("Content-Type")).containsExactly("a/b", "c/d");
    }
}
