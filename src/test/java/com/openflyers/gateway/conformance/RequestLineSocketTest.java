package com.openflyers.gateway.conformance;

import static com.openflyers.gateway.conformance.Wire.CANARY;
import static com.openflyers.gateway.conformance.Wire.HOST;
import static com.openflyers.gateway.conformance.Wire.get;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a request begins: its octets, line ends, three words and versions (RFC 9112 §2 and §3).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestLineSocketTest {

    private static final String END = HOST + "\r\n";

    @RegisterExtension
    final Wire wire = Wire.open("edge: {deadlines: {head: 1s}}");

    @Test
    void octets_beyond_ascii_pass_as_they_came() {
        var request = wire.passes(get("/1", "X: \u00c3(\u00ff\r\n"));

        assertThat(request.field("X")).isEqualTo("\u00c3(\u00ff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /\r HTTP/1.1\r\n" + END,
                "GET / HTTP/1.1\r\r\n" + END,
                "\rGET / HTTP/1.1\r\n" + END,
                "GET / HTTP/1.1\r\nX: a\rb\r\n" + END,
                "GET / HTTP/1.1\r\nX: a\r\r\n" + END,
                "GET / HTTP/1.1\r\nX:\r 1\r\n" + END,
                "GET / HTTP/1.1\r\nX\r: 1\r\n" + END,
                "GET / HTTP/1.1\r\n" + HOST + "\rX: 1\r\n\r\n",
                "GET / HTTP/1.1\rHost: aeroclub.localhost\r\r\r\n\r\n"
            })
    void a_bare_cr_is_refused(String request) {
        assertThat(wire.refuses(request).status()).isEqualTo(400);
        assertThat(wire.upstream().heard().replace("\r\n", "")).doesNotContain("\r");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\nHost: aeroclub.localhost\n\n",
                "GET / HTTP/1.1\r\nHost: aeroclub.localhost\n\r\n",
                "GET / HTTP/1.1\nHost: aeroclub.localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\n\n",
                "\nGET / HTTP/1.1\r\n" + END
            })
    void a_line_that_ends_in_lf_alone_is_refused(String request) {
        assertThat(wire.refuses(request).status()).isEqualTo(400);
    }

    @Test
    void an_empty_line_before_a_request_is_ignored() {
        assertThat(wire.passes("\r\n" + get("/4", "")).startLine()).isEqualTo("GET /4 HTTP/1.1");
    }

    @Test
    void an_empty_line_behind_a_request_does_not_hurry_the_next_one() {
        try (var patient = Wire.open("edge: {event-loops: 1, deadlines: {head: 300ms}}");
                var client = patient.connect()) {
            assertThat(client.send(get("/4", "")).readMessage().status()).isEqualTo(200);
            client.send("\r\n");

            for (var i = 0; i < 2; i++) {
                assertThat(patient.ask("GET / HTTP/1.1\r\n").status())
                        .as("a head that is late")
                        .isEqualTo(408);
            }

            assertThat(client.send(get("/4", "")).readMessage().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000\u0001", "\u0000", " ", "\t", "\r\n ", "\r\n\r\n\r\n", "\u000b", "\u00a0"})
    void nothing_else_may_stand_before_a_request(String before) {
        assertThat(wire.refuses(before + get("/4", "")).status()).isEqualTo(400);
    }

    @Test
    void empty_lines_without_end_close_the_connection() {
        assertThat(wire.refuses("\r\n".repeat(50_000)).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {" Content-Length: 5\r\n", "\tContent-Length: 5\r\n", " \r\n", "\t\r\n"})
    void white_space_between_the_first_line_and_the_first_field_is_refused(String line) {
        assertThat(wire.refuses("POST / HTTP/1.1\r\n" + line + END + "hello").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                "\u0080.\u0001\u0000\u0002",
                "\u0000\u0000\u0000\u0000",
                "FOO\r\n\r\n",
                "GET /\r\n\r\n",
                "GET\r\n\r\n",
                "GET HTTP/1.1\r\n" + END,
                "GET  HTTP/1.1\r\n" + END,
                "/ HTTP/1.1\r\n" + END,
                "G(T / HTTP/1.1\r\n" + END,
                "G\u0000T / HTTP/1.1\r\n" + END,
                "GET: / HTTP/1.1\r\n" + END,
                "HTTP/1.1 200 OK\r\n" + END
            })
    void what_is_no_request_is_refused_and_others_are_served(String bytes) {
        assertThat(wire.refuses(bytes).status()).isEqualTo(400);
    }

    @Test
    void tls_on_the_clear_port_is_refused_at_its_first_byte() {
        try (var client = wire.connect()) {
            assertThat(client.send("\u0016").readMessage().status()).isEqualTo(400);
        }
    }

    @Test
    void both_sides_are_spoken_to_in_our_own_version() {
        wire.nextAnswer("HTTP/1.0 200 Fine\r\nContent-Length: 0\r\n\r\n");
        try (var client = wire.connect()) {

            var answer = client.send("GET / HTTP/1.0\r\n" + END + CANARY).readMessage();

            assertThat(answer.startLine()).isEqualTo("HTTP/1.1 200 Fine");
            assertThat(client.readToEnd()).isEmpty();
            assertThat(wire.upstream().received().getLast().startLine()).isEqualTo("GET / HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http/1.1",
                "Http/1.1",
                "HTTP/1.10",
                "HTTP/01.1",
                "HTTP/1. 1",
                "HTTP /1.1",
                "HTTP/1.1 ",
                "HTTP/1,1",
                "HTTP/1",
                "HTTP/.1",
                "HTTP/1.",
                "HTTP/11",
                "HTTP/1.1x",
                "HTTP/-1.1",
                "HTTP/A.1",
                "HTTPS/1.1",
                "ICY/1.1",
                "HTTP/1.1\u0000",
                "HTTP/1.\u00b9"
            })
    void a_version_that_is_none_is_refused(String version) {
        assertThat(wire.refuses("GET / " + version + "\r\n" + END).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/0.9", "HTTP/1.2", "HTTP/9.9", "HTTP/3.1"})
    void a_version_that_we_do_not_speak_is_answered_in_one_that_we_do(String version) {
        assertThat(wire.refuses("GET / " + version + "\r\n" + END).status()).isEqualTo(505);
    }

    @Test
    void the_preface_of_http_2_is_no_request() {
        assertThat(wire.refuses("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").status()).isEqualTo(505);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET  /x HTTP/1.1", "GET /x  HTTP/1.1", "GET\t/x HTTP/1.1", "GET /x\tHTTP/1.1", "GET\t/x\tHTTP/1.1",
                "GET /a b HTTP/1.1", "GET /a\tb HTTP/1.1", "GET /x HTTP/1.1 ", "GET /x HTTP/1.1\t",
                        "GET\u000b/x HTTP/1.1",
                "GET /x\u000cHTTP/1.1", "GET /x HTTP/1.1 HTTP/1.1", "GET /x HTTP/1.0 /y HTTP/1.1",
                        "GET\u00a0/x HTTP/1.1"
            })
    void a_request_line_is_not_corrected(String line) {
        assertThat(wire.refuses(line + "\r\n" + END).status()).isEqualTo(400);
    }

    @Test
    void a_target_of_eight_thousand_octets_is_served() {
        var target = "/" + "a".repeat(7_999);

        assertThat(wire.passes(get(target, "")).startLine()).isEqualTo("GET " + target + " HTTP/1.1");
    }

    @Test
    void a_target_that_is_too_long_is_answered_with_414() {
        assertThat(wire.refuses(get("/" + "a".repeat(100_000), "")).status()).isEqualTo(414);
    }

    @Test
    void a_method_that_is_too_long_is_not_implemented() {
        assertThat(wire.refuses("G".repeat(200) + " / HTTP/1.1\r\n" + END).status())
                .isEqualTo(501);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROPFIND", "get", "M-SEARCH", "X!#$%&'*+-.^_`|~9"})
    void a_method_that_we_do_not_know_is_the_upstreams_affair(String method) {
        assertThat(wire.passes(method + " / HTTP/1.1\r\n" + END).startLine()).isEqualTo(method + " / HTTP/1.1");
    }

    @Test
    void nothing_is_done_before_the_head_is_whole() {
        var heard = wire.upstream().heard();
        var head = "GET /19 HTTP/1.1\r\n" + HOST + "\r";
        try (var client = wire.connect()) {
            for (var octet : head.split("")) {
                client.send(octet);
            }

            assertThat(client.readMessage().status()).isEqualTo(408);
            assertThat(client.readToEnd()).isEmpty();
            assertThat(wire.upstream().heard()).isEqualTo(heard);
        }
    }

    @Test
    void the_deadline_of_a_head_does_not_move_with_each_byte() throws Exception {
        try (var client = wire.connect()) {
            var dripping = Thread.ofVirtual().start(() -> {
                while (!Thread.interrupted()) {
                    Wire.sendIfOpen(client, "X");
                    java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
                }
            });

            var answer = client.readMessage();

            dripping.interrupt();
            dripping.join();
            assertThat(answer.status()).isEqualTo(408);
            Wire.isOurs(answer);
        }
    }
}
