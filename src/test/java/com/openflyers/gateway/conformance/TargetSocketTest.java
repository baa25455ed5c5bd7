package com.openflyers.gateway.conformance;

import static com.openflyers.gateway.conformance.Wire.HOST;
import static com.openflyers.gateway.conformance.Wire.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.Rules;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a request wants to go: `Host`, and the four forms of a target (RFC 9112 §3.2).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TargetSocketTest {

    @RegisterExtension
    final Wire wire = Wire.open();

    @BeforeAll
    void register() {
        wire.edge().version("other", Rules.NONE).space("denied", "other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.0\r\n\r\n",
                "GET http://aeroclub.localhost/ HTTP/1.1\r\n\r\n"
            })
    void a_request_without_host_is_refused(String request) {
        assertThat(wire.refuses(request).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: aeroclub.localhost\r\nHost: denied.localhost\r\n",
                "Host: aeroclub.localhost\r\nHost: aeroclub.localhost\r\n",
                "Host: aeroclub.localhost\r\nX: 1\r\nhost: aeroclub.localhost\r\n",
                "Host: aeroclub.localhost\r\nHost:\r\n"
            })
    void a_second_host_is_refused_even_an_equal_one(String fields) {
        assertThat(wire.refuses("GET / HTTP/1.1\r\n" + fields + "\r\n").status())
                .isEqualTo(400);
        assertThat(wire.refuses("GET http://aeroclub.localhost/ HTTP/1.1\r\n" + fields + "\r\n")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "a b", "a/x", "u@a", "u:p@aeroclub.localhost", "a,b", "a:b", "a:99999", "a:-1", "a:8 0",
                        "a:80:80",
                "[::1", "::1", "[::1]x", "[g::1]", "a\u0000.b", "a#", "a?x", "a\\b", "a%00", "a..b", ".a", "a\u00e9",
                "aeroclub.localhost, aeroclub.localhost", "aeroclub.localhost/", "http://aeroclub.localhost", "\"a\"",
                        "a;b"
            })
    void a_host_that_is_none_is_refused_for_every_form_of_target(String host) {
        for (var line : new String[] {"GET /", "GET http://aeroclub.localhost/", "OPTIONS *"}) {
            assertThat(wire.refuses(line + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                            .status())
                    .as(line)
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aeroclub.localhost",
                "AeroClub.LocalHost",
                "aeroclub.localhost:8080",
                "aeroclub.localhost.",
                "aeroclub.localhost:"
            })
    void a_host_is_compared_without_case_port_and_final_dot(String host) {
        var request = wire.passes("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

        assertThat(request.fields("Host")).containsExactly(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://aeroclub.localhost", "HTTP://aeroclub.localhost", "http://Aeroclub.localhost"})
    void an_absolute_target_decides_whatever_host_says(String origin) {
        var request = wire.passes("GET " + origin + "/x?y HTTP/1.1\r\nHost: denied.localhost\r\n\r\n");

        assertThat(request.startLine()).isEqualTo("GET /x?y HTTP/1.1");
        assertThat(request.fields("Host")).containsExactly(origin.substring(7));
        assertThat(wire.ask("GET http://denied.localhost/x HTTP/1.1\r\n" + HOST + "\r\n")
                        .status())
                .isEqualTo(503);
    }

    /// HTTP/1.0 is older than `Host`, and whoever speaks it has to say where he wants to go all the same.
    @Test
    void a_client_of_http_1_0_may_say_its_host_in_its_target_alone() {
        var answer = wire.ask("GET http://aeroclub.localhost:81/x HTTP/1.0\r\n\r\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(wire.upstream().received().getLast().startLine()).isEqualTo("GET /x HTTP/1.1");
        assertThat(wire.upstream().received().getLast().fields("Host")).containsExactly("aeroclub.localhost:81");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://u@aeroclub.localhost/",
                "http:///",
                "https://aeroclub.localhost/",
                "aeroclub.localhost:80",
                "*",
                "http://aeroclub.localhost/ HTTP/1.0\r\nHost: a b\r\nX:"
            })
    void a_client_of_http_1_0_that_names_no_host_is_refused(String target) {
        assertThat(wire.refuses("GET " + target + " HTTP/1.0\r\n\r\n").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?y", "?", "?a/b"})
    void an_absolute_target_without_a_path_asks_for_the_root(String query) {
        assertThat(wire.passes(get("http://aeroclub.localhost" + query, "")).startLine())
                .isEqualTo("GET /" + query + " HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http:///x",
                "http://",
                "http://u:p@aeroclub.localhost/",
                "http://u@aeroclub.localhost/",
                "http://:80/",
                "ftp://aeroclub.localhost/",
                "https://aeroclub.localhost/",
                "http:/aeroclub.localhost/",
                "http:aeroclub.localhost",
                "http://aeroclub.localhost:99999/",
                "http://aeroclub.localhost\\@denied.localhost/",
                "http://aeroclub.localhost#/",
                "ws://aeroclub.localhost/",
                "aeroclub.localhost",
                "aeroclub.localhost:80",
                "x",
                "?x",
                "http://aeroclub.localhost,denied.localhost/"
            })
    void an_authority_or_scheme_that_is_not_ours_is_refused(String target) {
        assertThat(wire.refuses(get(target, "")).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aeroclub.localhost:80",
                "aeroclub.localhost",
                "aeroclub.localhost:0",
                "/",
                "*",
                "http://aeroclub.localhost/"
            })
    void connect_is_not_offered(String target) {
        var answer = wire.refuses("CONNECT " + target + " HTTP/1.1\r\n" + HOST + "\r\n");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.field("Allow")).contains("GET").doesNotContain("CONNECT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "options"})
    void an_asterisk_is_for_options_alone(String method) {
        assertThat(wire.refuses(method + " * HTTP/1.1\r\n" + HOST + "\r\n").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "http://aeroclub.localhost"})
    void options_for_the_server_as_a_whole_is_answered_here(String target) {
        var heard = wire.upstream().heard();

        var answer = wire.ask("OPTIONS " + target + " HTTP/1.1\r\n" + HOST + "\r\n");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.field("Allow")).contains("OPTIONS");
        assertThat(answer.fields("Content-Length")).isEmpty();
        assertThat(wire.upstream().heard()).isEqualTo(heard);
    }

    @Test
    void options_for_a_resource_goes_on() {
        assertThat(wire.passes("OPTIONS http://aeroclub.localhost/ HTTP/1.1\r\n" + HOST + "\r\n")
                        .startLine())
                .isEqualTo("OPTIONS / HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/x#y",
                "/#",
                "/?a#b",
                "/\u007f",
                "/\u0000",
                "/\u0001",
                "/\u001f",
                "/\u00c3\u00a9",
                "/?\u00e9",
                "/\u0080",
                "/%00",
                "/a%00b",
                "/..%2f",
                "/..%2F",
                "/%2e%2e/",
                "/%2e./x",
                "/..%5c",
                "/a\\b",
                "/a^b",
                "/\"",
                "/<a>",
                "**",
                "*x",
                "/x\u000b"
            })
    void a_target_that_servers_read_differently_is_refused(String target) {
        assertThat(wire.refuses(get(target, "")).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%2Fb/../c;x=1?q=%20+&&%zz",
                "//double",
                "//u:p@denied.localhost/",
                "/a//b",
                "/./a/../b",
                "/a;b=c",
                "/%41%c3%a9",
                "/?",
                "/?a=b?c=/d",
                "/~!$&'()*+,;=:@-._",
                "/{x}|`",
                "/?q={x}|\\^`[]",
                "/%",
                "/%zz",
                "/a?../..%2f"
            })
    void any_other_target_reaches_the_upstream_to_the_octet(String target) {
        assertThat(wire.passes(get(target, "")).startLine()).isEqualTo("GET " + target + " HTTP/1.1");
    }
}
