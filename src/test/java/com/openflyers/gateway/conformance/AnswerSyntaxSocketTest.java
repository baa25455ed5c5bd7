package com.openflyers.gateway.conformance;

import static com.openflyers.gateway.conformance.Wire.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The head of an answer as an upstream sends it and as a client receives it (RFC 9112 §4 and §5, RFC 9110 §15).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerSyntaxSocketTest {

    private static final String GET = get("/", "");

    @RegisterExtension
    final Wire wire = Wire.open();

    @ParameterizedTest
    @ValueSource(strings = {"X : a", "X\t: a", "X \t : a"})
    void white_space_before_a_colon_does_not_reach_the_client(String field) {
        var answer = answerTo("HTTP/1.1 200 OK\r\n" + field + "\r\nContent-Length: 2\r\n\r\nok");

        assertThat(answer.head()).contains("\r\nX: a\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: a\r\n b", "X: a\r\n\tb", "X: a\r\n   b  "})
    void a_folded_line_costs_the_answer(String field) {
        var answer = answerTo("HTTP/1.1 200 OK\r\n" + field + "\r\nContent-Length: 2\r\n\r\nok");

        assertThat(answer.status()).isEqualTo(502);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: a\u0000b",
                "X: a\rb",
                "X: a\u007fb",
                "X: a\u0001",
                ": a",
                "X[]: a",
                "X Y: a",
                "no colon",
                "X\u0000: a",
                "Set-Cookie: a=\u0000",
                "Location: /\u0000",
                "X: a\nY: b",
                "\u00e9: a"
            })
    void a_field_that_is_none_costs_the_answer(String field) {
        assertThat(answerTo("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n" + field + "\r\n\r\nok")
                        .status())
                .isEqualTo(502);
        assertThat(answerTo("HTTP/1.1 200 OK\r\n" + field + "\r\nContent-Length: 2\r\n\r\nok")
                        .status())
                .isEqualTo(502);
    }

    @Test
    void an_answer_without_date_is_given_one() {
        assertThat(answerTo("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").fields("Date"))
                .singleElement()
                .asString()
                .matches(Wire.IMF_FIXDATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "x"})
    void the_date_of_an_answer_is_its_own_affair(String date) {
        assertThat(answerTo("HTTP/1.1 200 OK\r\nDate: " + date + "\r\nContent-Length: 2\r\n\r\nok")
                        .fields("Date"))
                .containsExactly(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 299 ", "HTTP/1.1 299"})
    void a_status_line_keeps_its_space_when_the_reason_is_empty(String line) {
        assertThat(answerTo(line + "\r\nContent-Length: 2\r\n\r\nok").startLine())
                .isEqualTo("HTTP/1.1 299 ");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 203, 226, 299, 300, 399, 418, 451, 499, 500, 511, 599})
    void a_status_that_nobody_knows_passes(int status) {
        var answer = answerTo("HTTP/1.1 " + status + " As you like it\r\nContent-Length: 2\r\n\r\nok");

        assertThat(answer.startLine()).isEqualTo("HTTP/1.1 " + status + " As you like it");
        assertThat(answer.fields("X-Gateway-Error")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 099 x",
                "HTTP/1.1 1000 x",
                "HTTP/1.1 2xx x",
                "HTTP/1.1 600 x",
                "HTTP/1.1 999 x",
                "HTTP/1.1 +200 x",
                "HTTP/1.1 -200 x",
                "HTTP/1.1 20 x",
                "HTTP/1.1 0200 x",
                "HTTP/1.1  200 x",
                "HTTP/1.1\t200 x",
                "HTTP/1.1 ",
                "HTTP/1.1",
                "HTTP/2.0 200 x",
                "HTTP/1.10 200 x",
                "http/1.1 200 x",
                "HTTP/1.1 200x",
                "HTTP/1.1 2 00",
                "ICY 200 x",
                " HTTP/1.1 200 x",
                "HTTP/1.1 200 a\u0000b",
                "HTTP/1.1 200 a\rb",
                "\u0016\u0003\u0001",
                "hello"
            })
    void a_status_line_that_is_none_costs_the_answer(String line) {
        var answer = answerTo(line + "\r\nContent-Length: 2\r\n\r\nok");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.field("X-Gateway-Error")).isEqualTo("upstream-invalid");
    }

    @ParameterizedTest
    @CsvSource({"200 OK, 200", "204 No Content, 204"})
    void an_answer_in_lines_that_end_in_lf_alone_costs_itself(String status, int code) {
        assertThat(answerTo("HTTP/1.1 " + status + "\nContent-Length: 0\n\n").status())
                .isNotEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Expires: 0",
                "Expires: -1",
                "Warning: x",
                "Cache-Control: max-age=",
                "Age: -5",
                "Last-Modified: never",
                "Content-Type: ;",
                "Location: ::",
                "ETag: x",
                "Vary: ,,",
                "Content-Disposition: attachment; filename=\u00e9",
                "Set-Cookie: a=b; Expires=0; Path",
                "Set-Cookie: =",
                "Set-Cookie:",
                "Link: <",
                "WWW-Authenticate: ,"
            })
    void a_field_that_is_broken_but_harmless_passes_as_it_came(String field) {
        var answer = answerTo("HTTP/1.1 200 OK\r\n" + field + "\r\nContent-Length: 2\r\n\r\nok");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head()).contains(field);
    }

    @Test
    void a_cookie_of_three_kilobytes_passes() {
        var answer =
                answerTo("HTTP/1.1 200 OK\r\nSet-Cookie: a=" + "b".repeat(3_000) + "\r\nContent-Length: 2\r\n\r\nok");

        assertThat(answer.field("Set-Cookie")).hasSize(3_002);
    }

    private Message answerTo(String bytes) {
        return wire.answerTo(GET, bytes);
    }
}
