package com.openflyers.gateway.conformance;

import static com.openflyers.gateway.conformance.Wire.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who the upstream is told that the client is, and whose word is taken for it (RFC 7239).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardedSocketTest {

    private static final String OURS = "for=127.0.0.1;proto=http;host=\"aeroclub.localhost\"";

    @RegisterExtension
    final Wire untrusting = Wire.open();

    @RegisterExtension
    final Wire trusting = Wire.open("edge: {trusted-proxies: [127.0.0.0/8, 10.0.0.0/8, '2001:db8::/32']}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=1.2.3.4",
                "for=1.2.3.4, for=\"[2001:db8::1]\"",
                "FOR=1.2.3.4;Proto=https",
                "for=_hidden",
                "for=unknown;by=_x",
                "for=\"1.2.3.4:80\";host=a.example",
                "for=\"[::1]:4711\"",
                "for=1.2.3.4;by=\"[::1]\";proto=http;host=\"a:80\""
            })
    void our_element_is_appended_to_a_trusted_peers(String theirs) {
        var request = trusting.passes(get("/", "Forwarded: " + theirs + "\r\n"));

        assertThat(request.fields("Forwarded")).containsExactly(theirs + ", " + OURS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\\\\", "\\\"", ","})
    void a_long_value_of_a_trusted_peer_is_read_like_a_short_one(String part) {
        var value = part.repeat(20_000 / part.length());

        var request = trusting.passes(get("/", "Forwarded: for=1.2.3.4;x=\"" + value + "\"\r\n"));

        assertThat(request.fields("Forwarded")).containsExactly("for=1.2.3.4;x=\"" + value + "\", " + OURS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=[::1]",
                "by=[::1]",
                "for=\"x",
                "proto=http;proto=http",
                "for=a,;",
                "for=1.2.3.4;for=5.6.7.8",
                "for=",
                "for",
                "=1.2.3.4",
                "for=1.2.3.4;",
                "for=1.2.3.4,",
                ";for=1.2.3.4",
                "for=1.2.3.4 proto=http",
                "for=::1",
                "for=\"::1\"",
                "for=1.2.3.4:80",
                "for=\"a b\"",
                "for=a b",
                "for=\"1.2.3.4:port\"",
                "for=\"[::1\"",
                "for = 1.2.3.4",
                "for=1.2.3.4\r\nForwarded: for=\"x",
                "for=\"x\r\nForwarded: for=1.2.3.4",
                "f\u00e9=1"
            })
    void a_malformed_element_is_not_believed_in_part(String theirs) {
        var request = trusting.passes(get("/", "Forwarded: " + theirs + "\r\n"));

        assertThat(request.fields("Forwarded")).containsExactly(OURS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port",
                        "X-Forwarded-Prefix",
                "X-Forwarded-Server", "X-Real-IP", "True-Client-IP", "CF-Connecting-IP", "X-Client-IP",
                        "X-Cluster-Client-IP"
            })
    void nothing_is_believed_of_a_peer_that_is_no_trusted_proxy(String name) {
        for (var spelling :
                List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT), name.replace('-', '_'))) {
            var heard = untrusting.upstream().heard().length();

            var request =
                    untrusting.passes(get("/", spelling + ": 6.6.6.6\r\nX: 1\r\n" + spelling + ": for=6.6.6.6\r\n"));

            assertThat(untrusting.upstream().heard().substring(heard))
                    .as(spelling)
                    .doesNotContain("6.6.6.6");
            assertThat(request.fields("X-Forwarded-For")).containsExactly("127.0.0.1");
            assertThat(request.fields("X-Forwarded-Host")).containsExactly("aeroclub.localhost");
            assertThat(request.fields("X-Forwarded-Proto")).containsExactly("http");
            assertThat(request.fields("X-Forwarded-Port")).hasSize(1);
            assertThat(request.fields("Forwarded")).containsExactly(OURS);
        }
    }

    /// To CGI-like servers each is `HTTP_X_OPENFLYERS_DATABASE` and so on.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X.OpenFlyers.Database",
                "X_OpenFlyers-Space",
                "x-openflyers_kind",
                "X.Forwarded.For",
                "X-Forwarded.For",
                "x_forwarded-host",
                "X.Forwarded_Anything",
                "X!Real~IP",
                "X+Route|Revision",
                "True.Client.IP",
                "X'Request`Id",
                "Proxy.Authorization",
                "Content.Length",
                "Max*Forwards"
            })
    void no_mark_in_a_name_hides_it_from_us_and_not_from_php(String name) {
        for (var wire : List.of(untrusting, trusting)) {
            var heard = wire.upstream().heard().length();

            var request = wire.passes(get("/", name + ": 6.6.6.6\r\nX.Other_Field: kept\r\n"));

            assertThat(wire.upstream().heard().substring(heard)).doesNotContain("6.6.6.6");
            assertThat(request.fields("X.Other_Field")).containsExactly("kept");
        }
    }

    @Test
    void every_spelling_of_a_forged_address_is_replaced_by_one() {
        var request = untrusting.passes(
                get(
                        "/",
                        "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 7.7.7.7\r\nX_Forwarded_For: 8.8.8.8\r\nx-forwarded-FOR: 9.9.9.9\r\n"));

        assertThat(request.fields("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(request.fields("X_Forwarded_For")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.7 | 192.0.2.7",
                "6.6.6.6, 192.0.2.7 | 192.0.2.7",
                "6.6.6.6, 192.0.2.7, 10.1.2.3 | 192.0.2.7",
                "6.6.6.6, 127.0.0.1, 10.1.2.3, 192.0.2.7 | 192.0.2.7",
                "6.6.6.6, garbage, 192.0.2.7 | 192.0.2.7",
                "2001:db9::1, 2001:db8::1 | 2001:db9::1",
                "garbage | 127.0.0.1",
                "10.9.9.9, 10.1.2.3 | 10.9.9.9",
                "6.6.6.6, 192.0.2.7:4711, 10.1.2.3:80 | 192.0.2.7",
                "[2001:db9::1]:4711, [2001:db8::1] | 2001:db9::1",
                "192.0.2.7, 6.6.6.6:, 10.1.2.3 | 10.1.2.3",
                "192.0.2.7, 6.6.6.6:port | 127.0.0.1",
                "192.0.2.7, [6.6.6.6 | 127.0.0.1",
                "192.0.2.7, []:80 | 127.0.0.1"
            })
    void the_client_is_the_rightmost_address_that_is_no_trusted_proxy(String chain, String client) {
        var path = "/109/" + Integer.toHexString(chain.hashCode());

        var _ = trusting.passes(get(path, "X-Forwarded-For: " + chain + "\r\n"));

        assertThat(trusting.edge()
                        .logged()
                        .await(line -> line.path().equals(path))
                        .client())
                .isEqualTo(client);
    }

    @Test
    void a_port_in_the_chain_does_not_reach_the_upstream() {
        var request = trusting.passes(get("/", "X-Forwarded-For: 192.0.2.7:4711, [2001:db8::7]:80\r\n"));

        assertThat(request.fields("X-Forwarded-For")).containsExactly("192.0.2.7, 2001:db8::7, 127.0.0.1");
    }

    /// A load balancer that says nothing of its port has one all the same, and it is not ours: an application would
    /// send its users there.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-Port: 8443 | 8443",
                "X-Forwarded-Proto: https\\r\\nX-Forwarded-Port: 8443 | 8443",
                "X-Forwarded-Proto: https | 443",
                "X-Forwarded-Proto: http | 80",
                "X: none | 80",
                "X-Forwarded-Host: a.example:81 | 81",
                "X-Forwarded-Host: a.example: | 80",
                "X-Forwarded-Proto: https\\r\\nX-Forwarded-Host: [::1] | 443",
                "X-Forwarded-Proto: https\\r\\nX-Forwarded-Port: 4 43 | 443",
                "X-Forwarded-Port: 443000 | 80"
            })
    void the_port_is_the_one_that_the_trusted_proxy_was_asked_at(String fields, String port) {
        var request = trusting.passes(get("/", fields.translateEscapes() + "\r\n"));

        assertThat(request.fields("X-Forwarded-Port")).containsExactly(port);
    }
}
