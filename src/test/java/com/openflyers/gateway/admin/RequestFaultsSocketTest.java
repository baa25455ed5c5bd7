package com.openflyers.gateway.admin;

import static com.openflyers.gateway.admin.OperationsUnderTest.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a request to the API may say, before any registry is asked: each fault is named. Its registry is away.
class RequestFaultsSocketTest {

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
    void a_name_that_can_be_no_name_is_a_fault_of_the_request() throws Exception {
        for (var path : List.of(
                "/api/v1/spaces/UPPER",
                "/api/v1/spaces/a%00b",
                "/api/v1/spaces/%27%20OR%201=1",
                "/api/v1/spaces/%3Cscript%3E",
                "/api/v1/spaces/%F0%9F%92%A9",
                "/api/v1/spaces/..%2f..%2fetc",
                "/api/v1/versions/" + "a".repeat(33),
                "/api/v1/spaces/%zz",
                "/api/v1/spaces/a%ff")) {
            var reply = node.raw(
                    path,
                    "Host: localhost",
                    "Authorization: Bearer " + node.as(Role.ADMIN).token());

            assertThat(reply).as(path).matches("(?s)HTTP/1.1 (400|404) .*").doesNotContain("Exception");
        }
    }

    /// In a regular expression of Java's, what comes before a last line feed is an end.
    @Test
    void a_text_ends_where_it_ends() {
        var operator = node.as(Role.OPERATOR);
        var health = version("http://127.0.0.1:1").put("health", new JsonObject().put("path", "/live\n"));
        var payment = new JsonObject()
                .put("amountCents", 1)
                .put("method", "transfer")
                .put("receivedOn", "2026-01-01")
                .put("reference", "\u2028");

        var version = operator.put(VERSION, health);
        var database = operator.post("/api/v1/quarantine/a%0D%0A/return", new JsonObject());
        var invoice = operator.post("/api/v1/invoices/2026-0001/payments", payment);

        assertThat(version.status()).as(version.text()).isEqualTo(400);
        assertThat(version.text()).contains("/health/path");
        assertThat(database.status()).as(database.text()).isEqualTo(400);
        assertThat(invoice.status()).as(invoice.text()).isEqualTo(400);
    }

    @Test
    void a_text_that_looks_like_a_number_stays_a_text() {
        var reply = node.as(Role.VIEWER).get("/api/v1/spaces?version=2.0&q=100%25%20%2B1");

        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/spaces?limit=0, query/limit",
        "/api/v1/spaces?limit=201, query/limit",
        "/api/v1/spaces?limit=x, query/limit",
        "/api/v1/spaces?limit=, query/limit",
        "/api/v1/spaces?kind=fixed, query/kind",
        "/api/v1/spaces?q=%00, query/q",
        "/api/v1/spaces?dryrun=true, query/dryrun",
        "/api/v1/spaces?q=a&q=b, query/q",
        "/api/v1/audit?after=0, query/after",
        "/api/v1/audit?after=9999999999999999999999, query/after",
        "/api/v1/explain, query/host"
    })
    void a_parameter_that_breaks_the_contract_is_named(String path, String pointer) {
        var reply = node.as(Role.VIEWER).get(path);

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(pointers(reply)).containsExactly(pointer);
    }

    @Test
    void all_parameters_that_break_the_contract_are_named_and_the_body_with_them() {
        var read = node.as(Role.VIEWER).get("/api/v1/spaces?limit=0&kind=fixed&q=a&q=b&surprise=1");
        var written = node.as(Role.OPERATOR)
                .put(VERSION + "?dryRun=perhaps", version("http://a:1").put("channel", "gamma"), "If-Match", "7");

        assertThat(pointers(read)).containsExactlyInAnyOrder("query/limit", "query/kind", "query/q", "query/surprise");
        assertThat(pointers(written)).containsExactlyInAnyOrder("query/dryRun", "header/If-Match", "/channel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "W/\"7\"", "\"x\"", "\"-1\"", "*", "\"7\", \"8\"", "\"99999999999999999999\""})
    void an_if_match_that_is_no_revision_is_refused(String field) {
        var reply = node.as(Role.OPERATOR).delete(VERSION, "If-Match", field);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(pointers(reply)).containsExactly("header/If-Match");
    }

    @Test
    void each_field_that_breaks_the_contract_is_named() {
        var body = version("http://127.0.0.1:1")
                .put("channel", "gamma")
                .put("surprise", 1)
                .put("default", "yes")
                .put("rules", new JsonObject().put("home", "no path").put("setFields", new JsonObject().put("X-A", 7)));
        body.remove("upstreams");

        var reply = node.as(Role.OPERATOR).put(VERSION, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("invalid-request");
        assertThat(pointers(reply))
                .contains("/channel", "/surprise", "/default", "/upstreams", "/rules/home", "/rules/setFields/X-A");
    }

    @Test
    void what_the_contract_cannot_say_is_named_as_well() {
        assertThat(faultOf(version("http://127.0.0.1:1/path"))).containsExactly("/upstreams/0/url");
        assertThat(faultOf(version("http://127.0.0.1:99999"))).containsExactly("/upstreams/0/url");
        assertThat(faultOf(version("http://a:1").put("version", "1.9"))).containsExactly("/version");
        assertThat(faultOf(version("http://a:1").put("health", new JsonObject().put("timeout", "1h"))))
                .containsExactly("/health");
        assertThat(faultOf(version("http://a:1").put("health", new JsonObject().put("interval", "5 s"))))
                .containsExactly("/health/interval");
        assertThat(faultOf(version("http://a:1")
                        .put("yearlyPrice", new JsonObject().put("cents", 1).put("from", "2026-02-30"))))
                .containsExactly("/yearlyPrice/from");
        assertThat(faultOf(version("http://a:1")
                        .put("rules", new JsonObject().put("setFields", new JsonObject().put("X-A", "a\r\nX-B: b")))))
                .containsExactly("/rules/setFields/X-A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"x\"", "7", "{}{}", "{\"a\":1,\"a\":2}", "{'a':1}", "\u0000"})
    void a_body_that_is_no_json_object_is_refused(String body) {
        var reply = node.as(Role.OPERATOR)
                .send("PUT", VERSION, BodyPublishers.ofString(body), "Content-Type", "application/json");

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.field("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void a_body_nested_without_end_or_in_another_encoding_is_refused() {
        var deep = "{\"a\":".repeat(10_000);
        var operator = node.as(Role.OPERATOR);

        var nested = operator.send("PUT", VERSION, BodyPublishers.ofString(deep), "Content-Type", "application/json");
        var utf16 = operator.send(
                "PUT",
                VERSION,
                BodyPublishers.ofByteArray("{}".getBytes(StandardCharsets.UTF_16)),
                "Content-Type",
                "application/json");

        assertThat(nested.status()).isEqualTo(400);
        assertThat(utf16.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", "application/xml"})
    void a_body_of_another_type_is_415(String type) {
        var reply = node.as(Role.OPERATOR)
                .send(
                        "PUT",
                        VERSION,
                        BodyPublishers.ofString(version("http://a:1").encode()),
                        "Content-Type",
                        type);

        assertThat(reply.status()).isEqualTo(415);
    }

    @Test
    void a_body_without_a_type_is_415_and_one_that_names_its_encoding_is_fine() {
        var body = version("http://a:1").encode();
        var operator = node.as(Role.OPERATOR);

        assertThat(operator.send("PUT", VERSION, BodyPublishers.ofString(body)).status())
                .isEqualTo(415);
        assertThat(operator.send(
                                "PUT",
                                VERSION,
                                BodyPublishers.ofString(body),
                                "Content-Type",
                                "application/json; charset=UTF-8")
                        .status())
                .isEqualTo(503);
    }

    @Test
    void a_body_that_is_too_large_is_413() {
        var large = version("http://a:1").put("template", "a".repeat(100_000));

        var reply = node.as(Role.OPERATOR).put(VERSION, large);

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.field("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void texts_that_no_database_takes_are_refused_before_it_is_asked() {
        for (var club : List.of("a\u0000b", "a\ud800b", "a\nb", " ", "x".repeat(1_000))) {
            var reply = node.as(Role.OPERATOR)
                    .send(
                            "PUT",
                            "/api/v1/spaces/ajax",
                            BodyPublishers.ofString(escaped(OperationsUnderTest.space(club, "2.0"))),
                            "Content-Type",
                            "application/json");

            assertThat(reply.status()).as(club).isEqualTo(400);
            assertThat(pointers(reply)).containsExactly("/club");
        }
    }

    private static List<String> faultOf(JsonObject body) {
        return pointers(node.as(Role.OPERATOR).put(VERSION, body));
    }

    private static List<String> pointers(ApiClient.Reply reply) {
        return reply.json().getJsonArray("errors", new JsonArray()).stream()
                .map(fault -> ((JsonObject) fault).getString("pointer"))
                .toList();
    }

    /// A lone surrogate survives the way only as an escape.
    private static String escaped(JsonObject body) {
        return body.encode().replace("\ud800", "\\ud800");
    }
}
