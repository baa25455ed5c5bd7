package com.openflyers.gateway.admin;

import static com.openflyers.gateway.admin.OperationsUnderTest.space;
import static com.openflyers.gateway.admin.OperationsUnderTest.version;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VersionsApiDatabaseTest {

    private static OperationsUnderTest node;

    @BeforeAll
    static void start() {
        node = new OperationsUnderTest(Postgres.database());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void a_version_is_added_read_changed_and_removed_while_the_node_runs() {
        var operator = node.as(Role.OPERATOR);
        var body = version(node.healthyUrl())
                .put("rules", new JsonObject().put("home", "/start").put("retry", "forbidden"))
                .put("yearlyPrice", new JsonObject().put("cents", 12_000).put("from", "2026-01-01"));

        var created = operator.put("/api/v1/versions/4.0", body);
        var read = operator.get("/api/v1/versions/4.0");
        var again = operator.put("/api/v1/versions/4.0", read.json(), "If-Match", read.field("ETag"));
        var changed = operator.put("/api/v1/versions/4.0", read.json().put("channel", "beta"));
        var removed = operator.delete("/api/v1/versions/4.0", "If-Match", changed.field("ETag"));

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(read.json().getJsonObject("rules").getString("home")).isEqualTo("/start");
        assertThat(read.json().getJsonObject("health").getString("interval")).isEqualTo("1s");
        assertThat(read.json().getJsonObject("yearlyPrice").getLong("cents")).isEqualTo(12_000);
        assertThat(again.json().getBoolean("changed")).as(again.text()).isFalse();
        assertThat(changed.status()).isEqualTo(200);
        assertThat(removed.status()).as(removed.text()).isEqualTo(200);
        assertThat(operator.get("/api/v1/versions/4.0").status()).isEqualTo(404);
        assertThat(operator.delete("/api/v1/versions/4.0").status()).isEqualTo(404);
    }

    @Test
    void a_version_that_a_space_points_at_is_not_removed() {
        node.has("/api/v1/versions/used", version(node.healthyUrl()));
        node.has("/api/v1/spaces/user", space("User", "used"));

        var reply = node.as(Role.OPERATOR).delete("/api/v1/versions/used");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("in-use");
        assertThat(reply.json().getLong("spaces")).isEqualTo(1);
    }

    @Test
    void a_version_that_a_migration_has_named_stays_for_the_history() {
        node.has("/api/v1/versions/old", version(node.healthyUrl()));
        node.has("/api/v1/versions/new", version(node.healthyUrl()));
        node.has("/api/v1/versions/other", version(node.healthyUrl()));
        node.has("/api/v1/spaces/moved", space("Moved", "other"));
        node.sql(
                "INSERT INTO migration (space, club, from_version, to_version, engine, state, purpose, attempt, source,"
                        + " reference, requested_by, due_at) SELECT name, club, 'old', 'new', 'manual', 'REFUSED', 'cutover', 1,"
                        + " 'mail', '', 'anne', now() FROM space WHERE name = 'moved'");
        var operator = node.as(Role.OPERATOR);

        var from = operator.delete("/api/v1/versions/old");
        var to = operator.delete("/api/v1/versions/new?dryRun=true");

        assertThat(List.of(from, to)).allSatisfy(reply -> {
            assertThat(reply.status()).as(reply.text()).isEqualTo(409);
            assertThat(reply.code()).isEqualTo("version-remembered");
            assertThat(reply.json().getLong("migrations")).isEqualTo(1);
        });
        assertThat(operator.get("/api/v1/versions/old").status()).isEqualTo(200);
    }

    @Test
    void a_version_that_somebody_changed_since_is_412() {
        node.has("/api/v1/versions/stale", version(node.healthyUrl()));
        var operator = node.as(Role.OPERATOR);

        assertThat(operator.put("/api/v1/versions/stale", version("http://a:1"), "If-Match", "\"0\"")
                        .status())
                .isEqualTo(412);
        assertThat(operator.delete("/api/v1/versions/stale", "If-Match", "\"999\"")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void the_list_shows_the_health_of_each_upstream_as_this_node_sees_it() {
        node.has("/api/v1/versions/sick", version("http://127.0.0.1:9"));

        until("the server was asked", () -> condition("sick").equals("down"));

        assertThat(condition("sick")).isEqualTo("down");
    }

    @Test
    void rules_and_reasons_stay_what_they_are_whatever_language_they_look_like() {
        var odd = "${7*7} #{7*7} %{7*7} {{7*7}} <%= 7*7 %>";
        var body = version(node.healthyUrl())
                .put("rules", new JsonObject().put("setFields", new JsonObject().put("X-Odd", odd)));
        node.has("/api/v1/versions/odd", body);

        var read = node.as(Role.VIEWER).get("/api/v1/versions/odd").json();

        assertThat(read.getJsonObject("rules").getJsonObject("setFields").getString("X-Odd"))
                .isEqualTo(odd);
    }

    private static String condition(String version) {
        return node.as(Role.VIEWER)
                .get("/api/v1/versions/" + version)
                .json()
                .getJsonArray("upstreams")
                .getJsonObject(0)
                .getString("condition");
    }
}
