package com.openflyers.gateway.conformance;

import static com.openflyers.gateway.conformance.Wire.CANARY;
import static com.openflyers.gateway.conformance.Wire.HOST;
import static com.openflyers.gateway.conformance.Wire.post;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The chunked coding of a request: sizes, extensions and data (RFC 9112 §7.1).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChunksSocketTest {

    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\n" + HOST + "\r\n";

    @RegisterExtension
    final Wire wire = Wire.open();

    @Test
    void a_chunked_body_may_be_cut_anywhere() {
        var body = "5\r\nhello\r\nA\r\n, big worl\r\n000001;x=\"y\"\r\nd\r\n0\r\nX-T: 1\r\n\r\n";
        var request = post(CHUNKED, body);
        var before = wire.upstream().received().size();
        for (var cut = request.length() - body.length(); cut < request.length(); cut++) {
            try (var client = wire.connect()) {
                client.send(request.substring(0, cut)).send(request.substring(cut) + CANARY);

                assertThat(client.readMessage().status()).isEqualTo(200);
                assertThat(client.readMessage().status()).isEqualTo(200);
            }
        }
        assertThat(wire.upstream().received().stream()
                        .skip(before)
                        .filter(each -> each.startLine().startsWith("POST"))
                        .map(each -> each.body()))
                .containsOnly("hello, big world");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "0005", "05", "00000005"})
    void a_size_is_hex_in_either_case_with_any_zeros_before(String size) {
        assertThat(wire.passes(post(CHUNKED, size + "\r\nhello\r\na\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n"))
                        .body())
                .isEqualTo("hello01234567890123456789");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00", "0000000"})
    void any_number_of_zeros_ends_the_body(String size) {
        assertThat(wire.passes(post(CHUNKED, "5\r\nhello\r\n" + size + "\r\n\r\n"))
                        .body())
                .isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x5",
                "+5",
                "-1",
                "-5",
                "5_",
                " 5",
                "5 ",
                "\t5",
                "5\t",
                "",
                "g",
                "5\u0000",
                "1\u0000",
                "5g",
                "5.",
                "5,",
                "5:",
                "\u0665",
                "5\u000b",
                "\u000c5",
                "5h",
                "0x",
                "h5",
                "\"5\"",
                "5=a",
                "\u00b5",
                "5\r",
                "\r5",
                "$5",
                "5%",
                "00000000000000000005"
            })
    void a_size_that_is_none_is_refused(String size) {
        assertThat(wire.breaksOff(post(CHUNKED, size + "\r\nhello\r\n0\r\n\r\n"))
                        .status())
                .isEqualTo(400);
        assertThat(wire.breaksOff(post(CHUNKED, "5\r\nhello\r\n" + size + "\r\nhello\r\n0\r\n\r\n"))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80000000",
                "FFFFFFFF",
                "FFFFFFFFFFFFFFFF",
                "FFFFFFFFFFFFFFFFF",
                "100000000",
                "10000000000000000",
                "100000005",
                "7FFFFFFFFFFFFFFF",
                "8000000000000000",
                "10000000000000005"
            })
    void a_size_beyond_all_counting_is_refused(String size) {
        assertThat(wire.breaksOff(post(CHUNKED, size + "\r\nhello\r\n0\r\n\r\n"))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\r\nhelloXX0\r\n\r\n",
                "5\r\nhell\r\n0\r\n\r\n",
                "5\r\nhello\n0\r\n\r\n",
                "5\r\nhello\r0\r\n\r\n",
                "5\r\nhello0\r\n\r\n",
                "5\r\nhello \r\n0\r\n\r\n",
                "5\r\nhello\r\r\n0\r\n\r\n",
                "6\r\nhello\r\n0\r\n\r\n",
                "5\r\nhello\r\nX\r\n0\r\n\r\n",
                "4\r\nhello\r\n0\r\n\r\n",
                "5\r\nhello\u0000\r\n0\r\n\r\n",
                "5\r\nhello\r\n0\r\nX"
            })
    void data_ends_where_its_size_says(String body) {
        assertThat(wire.breaksOff(post(CHUNKED, body)).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1\r\nX\r\n\r\n0\r\n\r\n",
                "1\nX\r\n0\r\n\r\n",
                "1\r\nX\n0\r\n\r\n",
                "1\r\nX\r\n0\n\r\n",
                "1\r\nX\r\n0\r\n\n",
                "1\rX\r\n0\r\n\r\n",
                "1\r\nX\r0\r\n\r\n",
                "\r\n1\r\nX\r\n0\r\n\r\n",
                "1\n\rX\r\n0\r\n\r\n",
                "1;a\nX\r\n0\r\n\r\n",
                "1\r\rX\r\n0\r\n\r\n",
                "1;\nX\r\n0\r\n\r\n",
                "2;\nxx\r\n4c\r\n0\r\n\r\n",
                "1\r\r\nX\r\n0\r\n\r\n",
                "0\r\r\n\r\n",
                "0\r\n\r\r\n"
            })
    void a_line_end_in_a_body_is_cr_and_lf(String body) {
        assertThat(wire.breaksOff(post(CHUNKED, body)).status()).isEqualTo(400);
    }

    @Test
    void what_goes_on_is_chunked_anew() {
        var before = wire.upstream().heard().length();
        try (var client = wire.connect()) {
            client.send(post(CHUNKED, "0000A;a=b;c=\"d\"\r\n0123456789\r\n000;x\r\n\r\n"));
            assertThat(client.readMessage().status()).isEqualTo(200);
        }

        assertThat(wire.upstream().heard().substring(before)).endsWith("\r\n\r\na\r\n0123456789\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";a",
                ";a=b",
                ";a=b;c=\"x y\"",
                ";a=\"\"",
                ";a=\"\\\"\"",
                ";a=\"\\\\\";b",
                ";a=\"GET /smuggled\";b=1",
                " ;a",
                "\t;\ta\t=\tb",
                " ; a = \"b;c\" ; d",
                ";!#$%&'*+-.^_`|~9=x",
                ";a=\"\u00e9\"",
                ";a;b;c"
            })
    void an_extension_is_passed_over(String extension) {
        var body = "5" + extension + "\r\nhello\r\n0" + extension + "\r\n\r\n";

        assertThat(wire.passes(post(CHUNKED, body)).body()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";",
                ";;",
                "; ",
                ";a;",
                ";a=",
                ";=b",
                ";[",
                ";\u0000",
                ";a\u0000",
                ";a=b ",
                ";a ",
                ";a=\"",
                ";a=\"b",
                ";a=\"b\\",
                ";a=\"\\\"",
                ";a=\"b\"c",
                ";a b",
                ";a=b c",
                ";a=b=c",
                ";a==b",
                ";\u007f",
                ";a=\u00e9",
                ";\u00e9",
                ";a=\"\u0001\"",
                ";a=\"\u0000\"",
                ";a=\"\\\u0000\"",
                ";a=\"\\\u0001\"",
                ";a=[",
                ";a:b",
                ";a=\"\r\"",
                ";\r",
                ";a\rb",
                ";a=b,c",
                "a;=",
                ";a=\"\u007f\"",
                ";(a)"
            })
    void an_extension_that_is_none_is_refused(String extension) {
        var chunk = wire.breaksOff(post(CHUNKED, "5" + extension + "\r\nhello\r\n0\r\n\r\n"));
        var lastChunk = wire.breaksOff(post(CHUNKED, "5\r\nhello\r\n0" + extension + "\r\n\r\n"));

        assertThat(chunk.status()).isEqualTo(400);
        assertThat(lastChunk.status()).isEqualTo(400);
    }

    @Test
    void a_quote_in_an_extension_does_not_reach_beyond_its_line() {
        assertThat(wire.breaksOff(post(CHUNKED, "5;a=\"\r\nhello\r\n0\r\n\r\n" + SMUGGLED + "\"\r\n"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void an_extension_without_end_is_refused() {
        assertThat(wire.breaksOff(post(CHUNKED, "5;a=" + "b".repeat(1_000_000) + "\r\nhello\r\n0\r\n\r\n"))
                        .status())
                .isEqualTo(400);
        assertThat(wire.breaksOff(post(CHUNKED, "0".repeat(1_000_000) + "\r\n\r\n"))
                        .status())
                .isEqualTo(400);
    }
}
