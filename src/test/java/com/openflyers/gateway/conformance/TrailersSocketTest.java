package com.openflyers.gateway.conformance;

import static com.openflyers.gateway.conformance.Wire.CANARY;
import static com.openflyers.gateway.conformance.Wire.get;
import static com.openflyers.gateway.conformance.Wire.post;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The fields behind a chunked body, in both directions (RFC 9110 §6.5, RFC 9112 §7.1.2).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrailersSocketTest {

    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

    @RegisterExtension
    final Wire wire = Wire.open();

    @Test
    void trailers_go_on_as_trailers_and_those_that_could_do_harm_do_not() {
        var before = wire.upstream().heard().length();
        var forbidden = "Content-Length: 9\r\nHost: e\r\nAuthorization: z\r\nTransfer-Encoding: gzip\r\nCookie: a\r\n"
                + "X-Forwarded-For: 6.6.6.6\r\nx_forwarded_for: 6.6.6.6\r\nX-Real-IP: 6.6.6.6\r\nForwarded: for=6.6.6.6\r\n"
                + "X-OpenFlyers-Space: other\r\nX-Request-Id: 1\r\nTE: a\r\nUpgrade: b\r\nTrailer: c\r\nX-Mine: d\r\n"
                + "Connection: X-T\r\nConnection: close\r\nContent-Type: e\r\nProxy-Authorization: f\r\nVia: g\r\n";

        var request = wire.passes(post(
                CHUNKED + "Connection: X-Mine\r\nTrailer: X-T\r\n",
                "5\r\nhello\r\n0\r\n" + forbidden + "X-T: 1\r\n\r\n"));

        assertThat(request.fields("Host")).containsExactly("aeroclub.localhost");
        assertThat(request.fields("Authorization")).isEmpty();
        assertThat(request.fields("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(wire.upstream().heard().substring(before))
                .contains("\r\n5\r\nhello\r\n0\r\nX-T: 1\r\n\r\nGET /canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " X: 1",
                "X: 1\r\n folded",
                "X : 1",
                ": 1",
                "no colon",
                "X: a\u0000b",
                "X: a\rb",
                "X\u0000: 1",
                "X: 1\nY: 2",
                "X[]: 1",
                "GET /smuggled HTTP/1.1"
            })
    void a_trailer_that_is_no_field_is_refused(String line) {
        assertThat(wire.breaksOff(post(CHUNKED, "5\r\nhello\r\n0\r\n" + line + "\r\n\r\n"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void trailers_are_as_limited_as_a_head() {
        assertThat(wire.breaksOff(post(CHUNKED, "0\r\nX: " + "a".repeat(64_000) + "\r\n\r\n"))
                        .status())
                .isEqualTo(431);
        assertThat(wire.breaksOff(post(CHUNKED, "0\r\n" + "X: 1\r\n".repeat(101) + "\r\n"))
                        .status())
                .isEqualTo(431);
    }

    @Test
    void willingness_to_receive_trailers_is_not_handed_on() {
        var request = wire.passes(get("/", "TE: trailers\r\nConnection: TE\r\n"));

        assertThat(request.fields("TE")).isEmpty();
        assertThat(wire.passes(get("/", "TE: trailers, gzip\r\n")).fields("TE")).isEmpty();
    }

    @Test
    void trailers_of_an_answer_reach_the_client_but_for_those_that_could_do_harm() {
        wire.nextAnswer(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: X-B\r\nTrailer: X-T\r\n\r\n2\r\nok\r\n0\r\n"
                        + "X-T: 1\r\nX-B: 2\r\nContent-Length: 9\r\nSet-Cookie: a=b\r\nConnection: close\r\nX-Gateway-Error: x\r\n\r\n");
        try (var client = wire.connect()) {
            client.send(get("/", ""));
            client.readHead();

            assertThat(client.read(20)).isEqualTo("2\r\nok\r\n0\r\nX-T: 1\r\n\r\n");
            assertThat(client.send(CANARY).readMessage().body()).isEqualTo("ok");
        }
    }
}
