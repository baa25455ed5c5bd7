package com.openflyers.gateway.conformance;

import static com.openflyers.gateway.conformance.Wire.CANARY;
import static com.openflyers.gateway.conformance.Wire.HOST;
import static com.openflyers.gateway.conformance.Wire.get;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a gateway adds, counts down, and above all leaves alone (RFC 9110 §7.6 to §15).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardingSocketTest {

    @RegisterExtension
    final Wire wire = Wire.open();

    @ParameterizedTest
    @CsvSource({"HTTP/1.1, 1.1 openflyers-gateway", "HTTP/1.0, 1.0 openflyers-gateway"})
    void via_tells_in_which_version_the_client_spoke(String version, String via) {
        var _ = wire.ask("GET / " + version + "\r\n" + HOST + "\r\n");

        assertThat(wire.upstream().received().getLast().fields("Via")).containsExactly(via);
    }

    @Test
    void our_via_comes_last() {
        var request = wire.passes(
                get("/", "Via: 1.0 fred, 1.1 p.example\r\nX: 1\r\nVia: 2.0 other (openflyers-gateway)\r\n"));

        assertThat(request.fields("Via"))
                .containsExactly("1.0 fred, 1.1 p.example", "2.0 other (openflyers-gateway)", "1.1 openflyers-gateway");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1 openflyers-gateway",
                "1.0 fred, 1.1 openflyers-gateway",
                "1.1\tOpenFlyers-Gateway (x)",
                "HTTP/2.0 openflyers-gateway"
            })
    void a_request_that_was_here_before_goes_no_further(String via) {
        assertThat(wire.refuses(get("/", "Via: " + via + "\r\n")).status()).isEqualTo(508);
    }

    @Test
    void an_answer_says_nothing_of_where_it_came_from() {
        var answer = wire.ask(CANARY);

        assertThat(answer.head())
                .doesNotContain("127.0.0.1", Integer.toString(wire.upstream().port()))
                .doesNotContainIgnoringCase("via", "x-openflyers");
    }

    @ParameterizedTest
    @CsvSource({"5, 4", "1, 0", "005, 4", "999999999, 999999998"})
    void options_is_counted_down(String theirs, String ours) {
        var request = wire.passes("OPTIONS /82 HTTP/1.1\r\n" + HOST + "Max-Forwards: " + theirs + "\r\n\r\n");

        assertThat(request.fields("Max-Forwards")).containsExactly(ours);
    }

    @Test
    void options_that_may_go_no_further_is_answered_here() {
        var heard = wire.upstream().heard();

        var answer = wire.ask("OPTIONS /82 HTTP/1.1\r\n" + HOST + "Max-Forwards: 0\r\n\r\n");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.field("Allow")).contains("GET");
        assertThat(wire.upstream().heard()).isEqualTo(heard);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "u@a", "a/x", "[::1", "a:99999"})
    void options_that_may_go_no_further_asks_for_a_sound_host(String host) {
        assertThat(wire.refuses("OPTIONS /82 HTTP/1.1\r\nHost: " + host + "\r\nMax-Forwards: 0\r\n\r\n")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "1.5", "", "0x1", "99999999999999999999", "1, 2", "1\r\nMax-Forwards: 2"})
    void a_count_that_is_none_is_refused(String value) {
        assertThat(wire.refuses("OPTIONS / HTTP/1.1\r\n" + HOST + "Max-Forwards: " + value + "\r\n\r\n")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"OPTIONS, ''", "GET, ''", "GET, 'Max-Forwards: 0\r\n'"})
    void no_count_is_made_up(String method, String field) {
        assertThat(wire.passes(method + " / HTTP/1.1\r\n" + HOST + field + "\r\n")
                        .fields("Max-Forwards"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Max-Forwards: 0\r\n", "Max-Forwards: 5\r\n"})
    void trace_is_not_offered_and_shows_nobody_a_secret(String fields) {
        var answer = wire.refuses(
                "TRACE / HTTP/1.1\r\n" + HOST + fields + "Cookie: a=secret\r\nAuthorization: secret\r\n\r\n");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.field("Allow")).contains("GET").doesNotContain("TRACE");
        assertThat(answer.head() + answer.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host",
                "X-Host",
                "X-HTTP-Host-Override",
                "X-Original-URL",
                "X-Rewrite-URL",
                "Forwarded",
                "X-Forwarded-Server",
                "X-Original-Host",
                "X-OpenFlyers-Space",
                "X_Forwarded_Host"
            })
    void no_field_of_a_client_but_host_leads_anywhere(String name) {
        var request = wire.passes(get("/86", name + ": nobody.localhost\r\n"));

        assertThat(request.startLine()).isEqualTo("GET /86 HTTP/1.1");
        assertThat(request.fields("Host")).containsExactly("aeroclub.localhost");
        assertThat(request.fields("X-Forwarded-Host")).containsExactly("aeroclub.localhost");
        assertThat(request.fields("X-OpenFlyers-Space")).containsExactly("aeroclub");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "If-None-Match: *",
                "If-Match: \"a\"",
                "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT",
                "If-Unmodified-Since: x",
                "Range: bytes=0-1,5-",
                "If-Range: \"a\"",
                "Accept-Encoding: gzip",
                "Cache-Control: no-cache",
                "Authorization: Basic YTpi",
                "Cookie: a=b; c=\"d\"",
                "Origin: https://evil.example",
                "Date: x",
                "From: a@b",
                "Expect: foo",
                "Trailer: X-T"
            })
    void fields_for_the_upstream_reach_it_as_they_came(String field) {
        assertThat(wire.passes(get("/96", field + "\r\n")).head()).contains("\r\n" + field + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n",
                "HTTP/1.1 412 Precondition Failed\r\nContent-Length: 2\r\n\r\nno",
                "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-1/5\r\nContent-Length: 2\r\n\r\nhe",
                "HTTP/1.1 206 Partial Content\r\nContent-Type: multipart/byteranges; boundary=B\r\nContent-Length: 50\r\n\r\n"
                        + "--B\r\nContent-Range: bytes 0-1/5\r\n\r\nhe\r\n--B--\r\n\u0000\r\u00ff\n",
                "HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */5\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, FOO\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nAllow: \r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\u001f\u008b",
                "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"a\"\r\nWWW-Authenticate: Bearer\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nCache-Control: no-transform\r\nContent-Length: 2\r\n\r\nok"
            })
    void an_answer_reaches_the_client_as_it_came(String bytes) {
        var answer = wire.answerTo(get("/97", "Range: bytes=0-1\r\n"), bytes);

        var end = bytes.indexOf("\r\n\r\n");
        var lines = bytes.substring(0, end)
                .replaceAll("\r\nContent-Length: [0-9]+", "")
                .split("\r\n");
        assertThat(answer.head().split("\r\n")).contains(lines);
        assertThat(answer.body()).isEqualTo(bytes.substring(end + 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Proxy-Authorization: Basic YTpi", "proxy-authorization: x", "Proxy_Authorization: x"})
    void credentials_for_a_proxy_stay_with_it(String field) {
        var heard = wire.upstream().heard().length();

        var _ = wire.passes(get("/", field + "\r\n"));

        assertThat(wire.upstream().heard().substring(heard)).doesNotContainIgnoringCase("proxy");
    }
}
