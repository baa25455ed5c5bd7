package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Rules.Retry;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Which fields cross the edge, which do not, and which it adds.
class FieldsSocketTest {

    private static final Rules OLD = new Rules(
            List.of("PHPSESSID"),
            List.of("/index.php"),
            List.of("/install"),
            "/",
            Map.of("X-Set", "by rule"),
            List.of("X-Drop"),
            Rules.DEFAULT_UPSTREAM_IDLE,
            Retry.FORBIDDEN);

    private static final Rules NEW = new Rules(
            List.of("OFSESSION"),
            List.of(),
            List.of(),
            "/welcome",
            Map.of(),
            List.of(),
            Rules.DEFAULT_UPSTREAM_IDLE,
            Retry.ALLOWED);

    @Test
    void connection_level_and_forged_fields_do_not_reach_the_upstream() {
        var request = received(
                "Connection: close, X-Mine\r\nX-Mine: 1\r\nKeep-Alive: 5\r\nProxy-Connection: a\r\n"
                        + "TE: trailers\r\nUpgrade: h2c\r\nX-Forwarded-For: 6.6.6.6\r\nx_forwarded_for: 6.6.6.6\r\n"
                        + "X-OpenFlyers-Space: other\r\nX_OpenFlyers_Database: other\r\nX-Route-Revision: 99\r\n"
                        + "Proxy-Authorization: secret\r\nX-Set: mine\r\nX_Set: mine\r\nX-Drop: mine\r\nX.Drop: mine\r\nX-Real-IP: 6.6.6.6\r\nX-Other: kept\r\n");

        for (var gone : List.of(
                "Connection",
                "X-Mine",
                "Keep-Alive",
                "Proxy-Connection",
                "TE",
                "Upgrade",
                "x_forwarded_for",
                "X_OpenFlyers_Database",
                "Proxy-Authorization",
                "X_Set",
                "X-Drop",
                "X.Drop",
                "X-Real-IP")) {
            assertThat(request.fields(gone)).as(gone).isEmpty();
        }
        assertThat(request.fields("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(request.fields("X-OpenFlyers-Space")).containsExactly("aeroclub");
        assertThat(request.fields("X-Route-Revision")).containsExactly("1");
        assertThat(request.fields("X-Set")).containsExactly("by rule");
        assertThat(request.fields("X-Other")).containsExactly("kept");
    }

    @Test
    void what_a_server_would_take_for_the_gateways_word_does_not_reach_it() {
        var request = received("Proxy: evil.example:3128\r\nX-Original-URL: /install\r\nX-Rewrite-URL: /install\r\n"
                + "X-Forwarded-User: admin\r\nX-Forwarded-Protocol: https\r\n");

        for (var gone :
                List.of("Proxy", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-User", "X-Forwarded-Protocol")) {
            assertThat(request.fields(gone)).as(gone).isEmpty();
        }
    }

    @Test
    void trailers_obey_the_rules_of_their_version() throws Exception {
        var body = new CompletableFuture<String>();
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.peer().readHead();
                    body.complete(connection.peer().readHead());
                    connection.answer(FakeUpstream.ok("ok"));
                });
                var edge = EdgeUnderTest.start();
                var client = edge.connect()) {
            edge.version("1.3.1", OLD, upstream.address()).space("aeroclub", "1.3.1");

            client.send("POST / HTTP/1.1\r\nHost: aeroclub.localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "3\r\nabc\r\n0\r\nX-Set: mine\r\nX_Drop: mine\r\nX-Kept: 1\r\n\r\n")
                    .readMessage();

            assertThat(body.get(10, TimeUnit.SECONDS))
                    .contains("0\r\nX-Kept: 1")
                    .doesNotContain("mine");
        }
    }

    @Test
    void the_upstream_is_told_who_asked_and_on_whose_behalf() {
        var request = received("Via: 1.0 fred\r\n");

        assertThat(request.field("X-Forwarded-Host")).isEqualTo("aeroclub.localhost");
        assertThat(request.field("X-Forwarded-Proto")).isEqualTo("http");
        assertThat(request.field("Forwarded")).isEqualTo("for=127.0.0.1;proto=http;host=\"aeroclub.localhost\"");
        assertThat(request.fields("Via")).containsExactly("1.0 fred", "1.1 openflyers-gateway");
        assertThat(request.field("X-Request-Id")).matches("[0-9a-f]{32}");
        assertThat(request.field("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(request.field("X-OpenFlyers-Kind")).isEqualTo("production");
        assertThat(request.field("X-OpenFlyers-Version")).isEqualTo("1.3.1");
        assertThat(request.field("X-OpenFlyers-Database")).isEqualTo("aeroclub_1_3_1");
    }

    @Test
    void a_trusted_proxys_word_is_passed_on_with_its_address_appended() {
        try (var upstream = FakeUpstream.answering("ok");
                var edge = EdgeUnderTest.start("edge: {trusted-proxies: [127.0.0.0/8]}")) {
            edge.version("2.0", NEW, upstream.address()).space("aeroclub", "2.0");

            var _ = ask(
                    edge,
                    "X-Forwarded-For: 6.6.6.6, 192.0.2.7\r\nX-Forwarded-Proto: https\r\nForwarded: for=192.0.2.7\r\n");

            var request = upstream.received().getFirst();
            assertThat(request.field("X-Forwarded-For")).isEqualTo("6.6.6.6, 192.0.2.7, 127.0.0.1");
            assertThat(request.field("X-Forwarded-Proto")).isEqualTo("https");
            assertThat(request.field("Forwarded"))
                    .isEqualTo("for=192.0.2.7, for=127.0.0.1;proto=https;host=\"aeroclub.localhost\"");
        }
    }

    @Test
    void a_sound_trace_goes_on_and_a_broken_one_is_replaced() {
        var sound = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        assertThat(received("traceparent: " + sound + "\r\n").fields("traceparent"))
                .contains(sound);
        assertThat(received("traceparent: 00-xyz\r\n").fields("traceparent")).doesNotContain("00-xyz");
    }

    @Test
    void an_answer_loses_connection_level_fields_and_its_cookies_their_domain() {
        var answer = answer(
                "HTTP/1.1 200 Fine\r\nConnection: X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\n"
                        + "Set-Cookie: a=1; Domain=.localhost; Path=/\r\nSet-Cookie: b=2; path=/\r\nContent-Length: 2\r\n\r\nok",
                Kind.PRODUCTION);

        assertThat(answer.startLine()).isEqualTo("HTTP/1.1 200 Fine");
        assertThat(answer.fields("X-Hop")).isEmpty();
        assertThat(answer.fields("Keep-Alive")).isEmpty();
        assertThat(answer.fields("Set-Cookie")).containsExactly("a=1; Path=/", "b=2; path=/");
        assertThat(answer.fields("Date")).hasSize(1);
        assertThat(answer.fields("X-Robots-Tag")).isEmpty();
    }

    @Test
    void a_test_space_is_kept_out_of_search_engines() {
        var answer = answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", Kind.TEST);

        assertThat(answer.field("X-Robots-Tag")).contains("noindex");
    }

    @Test
    void a_denied_path_never_reaches_the_upstream_however_it_is_spelt() {
        try (var upstream = FakeUpstream.answering("ok");
                var edge = EdgeUnderTest.start()) {
            edge.version("1.3.1", OLD, upstream.address()).space("aeroclub", "1.3.1");

            for (var path : List.of(
                    "/install",
                    "/install/",
                    "/install/x?y",
                    "//install",
                    "/%69nstall",
                    "/INSTALL/a",
                    "/a/../install",
                    "/./install",
                    "/install;x=1/a",
                    "/install%2Fx")) {
                assertThat(send(edge, "GET " + path, "").status()).as(path).isEqualTo(404);
            }
            assertThat(upstream.received()).isEmpty();
        }
    }

    @Test
    void a_rule_denies_its_path_however_the_rule_is_spelt() {
        try (var upstream = FakeUpstream.answering("ok");
                var edge = EdgeUnderTest.start()) {
            for (var rule : List.of("/Install", "/install/", "/./install", "/inst%61ll", "/install;x")) {
                edge.version("1.3.1", denying(rule), upstream.address()).space("aeroclub", "1.3.1");

                for (var path :
                        List.of("/Install", "/install", "/install/", "/install//", "/./install/", "/INSTALL/a")) {
                    assertThat(send(edge, "GET " + path, "").status())
                            .as(path + " under " + rule)
                            .isEqualTo(404);
                }
            }
            assertThat(upstream.received()).isEmpty();
        }
    }

    @Test
    void an_address_that_only_a_former_version_knew_leads_home_however_it_is_spelt() {
        try (var upstream = FakeUpstream.answering("ok");
                var edge = EdgeUnderTest.start()) {
            edge.version("1.3.1", OLD, upstream.address()).version("2.0", NEW, upstream.address());
            edge.space("aeroclub", "2.0", "1.3.1");

            for (var path : List.of("/./index.php", "//index.php", "/INDEX.PHP", "/index%2ephp", "/index.php//")) {
                assertThat(send(edge, "GET " + path, "").status()).as(path).isEqualTo(303);
            }
            assertThat(upstream.received()).isEmpty();
        }
    }

    @Test
    void after_a_flip_old_addresses_lead_home_and_old_cookies_are_forgotten() {
        try (var upstream = FakeUpstream.answering("ok");
                var edge = EdgeUnderTest.start()) {
            edge.version("1.3.1", OLD, upstream.address()).version("2.0", NEW, upstream.address());
            edge.space("aeroclub", "2.0", "1.3.1");

            var bookmark = send(edge, "GET /index.php?menu=6", "Cookie: x=1; PHPSESSID=abc\r\n");
            var write = send(edge, "POST /index.php", "Content-Length: 0\r\n");
            var page = send(edge, "GET /welcome", "Cookie: PHPSESSID=abc\r\n");
            var clean = send(edge, "GET /welcome", "Cookie: OFSESSION=abc\r\n");

            assertThat(bookmark.status()).isEqualTo(303);
            assertThat(bookmark.field("Location")).isEqualTo("/welcome");
            assertThat(bookmark.field("Set-Cookie")).startsWith("PHPSESSID=;").contains("Max-Age=0");
            assertThat(write.status()).isEqualTo(409);
            assertThat(write.field("X-Gateway-Error")).isEqualTo("not-recorded");
            assertThat(page.field("Set-Cookie")).startsWith("PHPSESSID=;");
            assertThat(clean.fields("Set-Cookie")).isEmpty();
        }
    }

    private static Message received(String fields) {
        try (var upstream = FakeUpstream.answering("ok");
                var edge = EdgeUnderTest.start()) {
            edge.version("1.3.1", OLD, upstream.address()).space("aeroclub", "1.3.1");
            var _ = ask(edge, fields);
            return upstream.received().getFirst();
        }
    }

    private static Message answer(String bytes, Kind kind) {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    connection.answer(bytes);
                });
                var edge = EdgeUnderTest.start()) {
            edge.version("2.0", NEW, upstream.address()).space("aeroclub", kind, "2.0");
            return ask(edge, "");
        }
    }

    private static Rules denying(String path) {
        return new Rules(
                List.of(),
                List.of(),
                List.of(path),
                "/",
                Map.of(),
                List.of(),
                Rules.DEFAULT_UPSTREAM_IDLE,
                Retry.ALLOWED);
    }

    private static Message ask(EdgeUnderTest edge, String fields) {
        return send(edge, "GET /a", fields);
    }

    private static Message send(EdgeUnderTest edge, String methodAndTarget, String fields) {
        try (var client = edge.connect()) {
            return client.send(methodAndTarget + " HTTP/1.1\r\nHost: aeroclub.localhost\r\n" + fields + "\r\n")
                    .readMessage();
        }
    }
}
