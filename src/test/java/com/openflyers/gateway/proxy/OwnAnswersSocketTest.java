package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.Message;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each cause for which the edge answers itself, asked for with raw bytes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnAnswersSocketTest {

    private final FakeUpstream upstream = FakeUpstream.answering("from the upstream");
    private EdgeUnderTest edge;

    @BeforeAll
    void start() {
        edge = EdgeUnderTest.start("""
                edge:
                  limits:
                    body: 1MiB
                  deadlines:
                    head: 1s
                    body-idle: 2s
                    keep-alive-idle: 2s
                """);
        edge.version("2.0", Rules.NONE, upstream.address()).space("aeroclub", "2.0");
        edge.version("empty", Rules.NONE).space("nowhere", Kind.TEST, "empty");
    }

    @AfterAll
    void stop() {
        edge.close();
        upstream.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET / HTTP/1.1\\r\\n\\r\\n                                                             | 400 | bad-request
            POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: foo, chunked\\r\\n\\r\\n          | 501 | not-implemented
            GET / HTTP/2.0\\r\\nHost: a\\r\\n\\r\\n                                                | 505 | version-not-supported
            TRACE / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n                                              | 405 | method-not-allowed
            CONNECT a:80 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n                                         | 405 | method-not-allowed
            GET / HTTP/1.1\\r\\nHost: a\\r\\nVia: 1.1 openflyers-gateway\\r\\n\\r\\n               | 508 | loop
            """)
    void what_cannot_be_routed_is_answered_and_the_connection_closed(String bytes, int status, String code) {
        try (var client = edge.connect()) {

            client.send(bytes.strip().translateEscapes());

            var answer = client.readMessage();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.field("X-Gateway-Error")).isEqualTo(code);
            assertThat(answer.field("Date")).endsWith("GMT");
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void an_unknown_host_is_told_in_the_form_and_language_that_was_asked_for() {
        var french = ask("Accept: text/html\r\nAccept-Language: fr\r\n");
        var english = ask("Accept: text/html\r\nAccept-Language: en\r\n");
        var json = ask("Accept: application/problem+json\r\n");

        assertThat(french.body()).contains("lang=\"fr\"");
        assertThat(english.body()).contains("lang=\"en\"");
        assertThat(json.status()).isEqualTo(404);
        assertThat(new JsonObject(json.body()).getString("type")).isEqualTo("urn:gateway:unknown-space");
    }

    @Test
    void a_connection_goes_on_after_an_answer_of_ours() {
        try (var client = edge.connect()) {
            var unknown = client.send("GET / HTTP/1.1\r\nHost: nobody.localhost\r\n\r\n")
                    .readMessage();
            var known = client.send("GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n")
                    .readMessage();

            assertThat(unknown.status()).isEqualTo(404);
            assertThat(known.body()).isEqualTo("from the upstream");
        }
    }

    @Test
    void an_answer_to_head_has_no_body() {
        try (var client = edge.connect()) {
            var answer = client.send("HEAD / HTTP/1.1\r\nHost: nobody.localhost\r\n\r\n")
                    .readHeadAnswer();
            var next = client.send("GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n")
                    .readMessage();

            assertThat(answer.status()).isEqualTo(404);
            assertThat(next.body()).isEqualTo("from the upstream");
        }
    }

    @Test
    void a_chunked_body_that_grows_too_large_is_refused() {
        try (var client = edge.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: aeroclub.localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (var i = 0; i < 20; i++) {
                client.send("10000\r\n" + "a".repeat(0x10000) + "\r\n");
            }

            assertThat(client.readMessage().status()).isEqualTo(413);
        }
    }

    @Test
    void a_head_that_comes_too_slowly_is_answered_with_408() {
        try (var client = edge.connect()) {

            client.send("GET / HTTP/1.1\r\nHost: aero");

            assertThat(client.readMessage().status()).isEqualTo(408);
        }
    }

    @Test
    void a_body_that_stops_coming_is_answered_with_408() {
        try (var client = edge.connect()) {

            client.send("POST / HTTP/1.1\r\nHost: aeroclub.localhost\r\nContent-Length: 10\r\n\r\n12345");

            assertThat(client.readMessage().status()).isEqualTo(408);
        }
    }

    @Test
    void an_idle_connection_is_closed_without_a_word() {
        try (var client = edge.connect()) {
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void a_version_without_upstreams_is_answered_with_503() {
        try (var client = edge.connect()) {
            var answer = client.send("GET / HTTP/1.1\r\nHost: nowhere.localhost\r\nAccept: text/html\r\n\r\n")
                    .readMessage();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.field("Retry-After")).isNotEmpty();
            assertThat(answer.field("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void the_probe_path_answers_every_host_and_none() {
        for (var request : new String[] {
            "GET /.gateway/ready HTTP/1.0\r\n\r\n",
            "GET /.gateway/live HTTP/1.1\r\nHost: whatever\r\n\r\n",
            "OPTIONS /.gateway/ready HTTP/1.0\r\n\r\n",
            "GET /.gateway/ready?now HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n",
            "GET http://aeroclub.localhost/.gateway/live HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n",
            "GET HTTP://whatever:80/.gateway/ready?now HTTP/1.0\r\n\r\n"
        }) {
            try (var client = edge.connect()) {
                assertThat(client.send(request).readMessage().status()).isEqualTo(200);
            }
        }
        assertThat(upstream.received())
                .noneMatch(message -> message.startLine().matches("[^?]*/\\.gateway/(live|ready)[ ?].*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "PROPFIND", "get"})
    void the_probe_path_knows_no_other_method(String method) {
        for (var target : List.of("/.gateway/ready", "/.gateway/live?x", "http://aeroclub.localhost/.gateway/live")) {
            var request =
                    method + " " + target + " HTTP/1.1\r\nHost: aeroclub.localhost\r\nContent-Length: 2\r\n\r\nab";
            try (var client = edge.connect()) {
                var answer = client.send(request).readMessage();

                assertThat(answer.status()).as(request).isEqualTo(405);
                assertThat(answer.field("Allow")).isEqualTo("GET, HEAD, OPTIONS");
                assertThat(answer.field("X-Gateway-Error")).isEqualTo("method-not-allowed");
                assertThat(client.readToEnd()).isEmpty();
            }
        }
        assertThat(upstream.received())
                .noneMatch(message -> message.startLine().matches("[^?]*/\\.gateway/(live|ready)[ ?].*"));
    }

    @Test
    void what_only_begins_like_the_probe_path_is_a_path_like_any_other() {
        for (var target : List.of("/.gateway/livery", "/.gateway/live/x", "/x?/.gateway/live")) {
            try (var client = edge.connect()) {
                assertThat(client.send("GET " + target + " HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n")
                                .readMessage()
                                .body())
                        .isEqualTo("from the upstream");
            }
        }
    }

    private Message ask(String fields) {
        try (var client = edge.connect()) {
            return client.send("GET / HTTP/1.1\r\nHost: nobody.localhost\r\n" + fields + "\r\n")
                    .readMessage();
        }
    }
}
