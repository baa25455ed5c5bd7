package com.openflyers.gateway.admin;

import static com.openflyers.gateway.admin.OperationsUnderTest.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.observe.Readiness.Degraded;
import com.openflyers.gateway.observe.Readiness.NotReady;
import com.openflyers.gateway.observe.Readiness.Ready;
import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the listener does before any registry is asked: who may come in, and what is
/// answered to whom. Its registry is away.
class OperationsSocketTest {

    private static final String VERSION = "/api/v1/versions/2.0";

    private static OperationsUnderTest node;

    @BeforeAll
    static void start() {
        node = new OperationsUnderTest(Postgres.nowhere());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void live_says_200_whatever_is_wrong() {
        node.readiness().set("table", new NotReady("the registry was not read yet"));

        var reply = node.withoutToken().get("/live");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().getString("status")).isEqualTo("up");
    }

    @Test
    void ready_says_why_not() {
        node.readiness().set("table", new NotReady("the registry was not read yet"));
        var before = node.withoutToken().get("/ready");
        node.readiness().set("table", new Degraded("serving the saved table"));
        var reduced = node.withoutToken().get("/ready");
        node.readiness().set("table", new Ready());
        var after = node.withoutToken().get("/ready");

        assertThat(before.status()).isEqualTo(503);
        assertThat(before.json().getJsonObject("reasons").getString("table"))
                .isEqualTo("the registry was not read yet");
        assertThat(reduced.status()).isEqualTo(200);
        assertThat(reduced.json().getString("status")).isEqualTo("degraded");
        assertThat(reduced.json().getJsonObject("reasons").getString("table")).isEqualTo("serving the saved table");
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.json().getString("status")).isEqualTo("ready");
    }

    @Test
    void a_probe_may_ask_by_head() {
        for (var path : List.of("/live", "/ready")) {
            var reply = node.withoutToken().send("HEAD", path, BodyPublishers.noBody());

            assertThat(reply.status()).isIn(200, 503);
            assertThat(reply.text()).isEmpty();
        }
    }

    @Test
    void metrics_and_the_contract_need_no_token() {
        var metrics = node.withoutToken().get("/metrics");
        var contract = node.withoutToken().get("/openapi.yaml");

        assertThat(metrics.field("Content-Type")).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.text()).contains("# TYPE ");
        assertThat(contract.field("Content-Type")).isEqualTo("application/yaml");
        assertThat(contract.text()).startsWith("openapi: 3.1.0").contains("problem+json");
    }

    @Test
    void without_a_token_the_api_asks_for_one() {
        for (var path : List.of("/api/v1/versions", "/api/v1/spaces/a/pointer", "/api/v1/nodes")) {
            var method = path.endsWith("pointer") ? "PUT" : "GET";

            var reply = node.withoutToken().send(method, path, BodyPublishers.noBody());

            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.field("WWW-Authenticate")).startsWith("Bearer realm=");
            assertThat(reply.field("Content-Type")).isEqualTo("application/problem+json");
            assertThat(reply.json().getString("type")).isEqualTo("urn:gateway:unauthorized");
        }
    }

    @Test
    void a_bad_token_is_told_that_it_is_bad_and_nothing_else_counts() {
        var bad = new ApiClient(node.port(), "not.a.token");

        var reply = bad.get("/api/v1/versions");
        var withCookie = node.withoutToken().get("/api/v1/versions", "Cookie", "token=x", "X-Auth-Role", "admin");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.field("WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(withCookie.status()).isEqualTo(401);
        assertThat(withCookie.field("Set-Cookie")).isEmpty();
    }

    @Test
    void two_authorizations_are_none() throws Exception {
        var reply = node.raw(
                "/api/v1/versions", "Host: localhost", "Authorization: Bearer a.b.c", "Authorization: Bearer a.b.c");

        assertThat(reply).startsWith("HTTP/1.1 401");
    }

    @Test
    void a_token_of_16_kib_is_turned_away_at_once() throws Exception {
        var reply = node.raw("/api/v1/versions", "Host: localhost", "Authorization: Bearer " + "a".repeat(20_000));

        assertThat(reply).matches("(?s)HTTP/1.1 (431|401|400) .*");
    }

    @ParameterizedTest
    @CsvSource({
        "VIEWER, PUT, /api/v1/versions/2.0, operator",
        "VIEWER, DELETE, /api/v1/spaces/ajax, operator",
        "VIEWER, PUT, /api/v1/spaces/ajax/pointer, operator",
        "OPERATOR, DELETE, /api/v1/nodes/node-9, admin",
        "OPERATOR, POST, /api/v1/table/accept, admin"
    })
    void a_role_that_does_not_suffice_is_told_which_would(Role role, String method, String path, String least) {
        var reply = node.as(role).send(method, path, BodyPublishers.noBody());

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.field("WWW-Authenticate"))
                .contains("insufficient_scope")
                .contains("scope=\"" + least + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, 403",
        "evil.example:9090, 403",
        "localhost.evil.example, 403",
        "LOCALHOST:9090, 200",
        "127.0.0.1, 200",
        "[::1]:9090, 200",
        "10.1.2.3:9090, 200",
        "operations.example, 200",
        "operations.example.:80, 200"
    })
    void a_name_that_was_rebound_to_us_is_not_ours(String host, int status) throws Exception {
        var reply = node.raw("/live", "Host: " + host);

        assertThat(reply).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void a_request_with_two_hosts_or_none_is_refused() throws Exception {
        var two = node.raw("/live", "Host: localhost", "Host: localhost");
        var none = node.raw("/live");

        assertThat(two).startsWith("HTTP/1.1 400");
        assertThat(none).matches("(?s)HTTP/1.1 40[03] .*");
    }

    /// As HAProxy does whom nobody told otherwise. No browser speaks so.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /live HTTP/1.0 | 200",
                "GET /ready HTTP/1.0 | 200",
                "HEAD /live HTTP/1.0 | 200",
                "GET /metrics HTTP/1.0 | 200",
                "GET /api/v1/versions HTTP/1.0 | 401",
                "GET /live HTTP/1.0\\r\\nHost: evil.example | 403",
                "GET /live HTTP/1.0\\r\\nHost: a b | 403",
                "GET /live HTTP/1.0\\r\\nOrigin: http://evil.example | 403"
            })
    void a_probe_of_http_1_0_need_not_name_a_host(String head, int status) throws Exception {
        assertThat(node.rawHead(head.translateEscapes())).matches("(?s)HTTP/1.[01] " + status + " .*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "null", "http://127.0.0.1.evil.example", "http://127.0.0.1:1", "%%%"})
    void a_page_of_another_origin_is_turned_away(String origin) {
        var reply = node.as(Role.ADMIN).get("/api/v1/versions", "Origin", origin);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.field("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void our_own_page_may_call() {
        var reply = node.withoutToken().get("/live", "Origin", "http://127.0.0.1:" + node.port());

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void a_method_that_a_path_does_not_know_is_answered_with_those_it_does() {
        var reply = node.as(Role.ADMIN).send("PATCH", VERSION, BodyPublishers.ofString("{}"));
        var override = node.as(Role.ADMIN)
                .send("POST", VERSION, BodyPublishers.ofString("{}"), "X-HTTP-Method-Override", "DELETE");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.field("Allow").split(", ")).containsExactlyInAnyOrder("GET", "PUT", "DELETE");
        assertThat(reply.field("Content-Type")).isEqualTo("application/problem+json");
        assertThat(override.status()).isEqualTo(405);
    }

    @Test
    void an_unknown_path_is_404_in_json() {
        for (var path : List.of("/nothing", "/api/v1/", "/api/v2/versions", "/api/v1/spaces/a/b", "/.git/config")) {
            var reply = node.as(Role.ADMIN).get(path);

            assertThat(reply.status()).as(path).isEqualTo(404);
            assertThat(reply.json().getString("type")).isEqualTo("urn:gateway:not-found");
        }
    }

    @Test
    void while_the_registry_is_away_every_call_says_so_and_none_is_allowed() {
        var admin = node.as(Role.ADMIN);
        var flip = new JsonObject().put("version", "2.0").put("reason", "trying");

        for (var reply : List.of(
                admin.get("/api/v1/spaces"),
                admin.put(VERSION, version("http://a:1")),
                admin.put("/api/v1/spaces/ajax/pointer", flip),
                admin.delete("/api/v1/spaces/ajax"),
                admin.delete("/api/v1/nodes/node-9"),
                admin.post("/api/v1/table/accept"))) {
            assertThat(reply.status()).as(reply.text()).isEqualTo(503);
            assertThat(reply.code()).isEqualTo("registry-unavailable");
            assertThat(reply.field("Retry-After")).isEqualTo("5");
            assertThat(reply.text()).doesNotContain("Exception").doesNotContain("127.0.0.1");
        }
    }

    @Test
    void a_node_explains_itself_while_the_registry_is_away() {
        var unknown = node.as(Role.VIEWER).get("/api/v1/explain?host=Nobody.LOCALHOST:8080");
        var unreadable = node.as(Role.VIEWER).get("/api/v1/explain?host=a%20b");

        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.json().getString("host")).isEqualTo("nobody.localhost");
        assertThat(unknown.json().getJsonObject("here").getString("decision")).isEqualTo("unknown");
        assertThat(unreadable.json().getJsonObject("here").getString("decision"))
                .isEqualTo("unreadable");
    }

    @Test
    void every_answer_protects_itself() {
        for (var path : List.of("/live", "/api/v1/versions", "/nothing", "/openapi.yaml")) {
            var reply = node.withoutToken().get(path);

            assertThat(reply.field("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.field("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(reply.field("Content-Security-Policy"))
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(reply.field("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void problems_are_in_the_language_of_the_reader() {
        var french = node.withoutToken().get("/api/v1/versions");
        var english = node.withoutToken().get("/api/v1/versions", "Accept-Language", "en-GB,en;q=0.9");

        assertThat(french.json().getString("title")).isEqualTo("Identification requise");
        assertThat(english.json().getString("title")).isEqualTo("Sign-in required");
    }
}
