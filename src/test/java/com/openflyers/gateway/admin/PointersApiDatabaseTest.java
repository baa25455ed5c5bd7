package com.openflyers.gateway.admin;

import static com.openflyers.gateway.admin.OperationsUnderTest.space;
import static com.openflyers.gateway.admin.OperationsUnderTest.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two nodes on one registry, and flips on the first.
class PointersApiDatabaseTest {

    private static OperationsUnderTest node;
    private static OperationsUnderTest other;

    @BeforeAll
    static void start() {
        var database = Postgres.database();
        node = new OperationsUnderTest(database, "node-1");
        other = new OperationsUnderTest(database, "node-2");
        node.has("/api/v1/versions/1.3.1", version(node.healthyUrl()));
        node.has("/api/v1/versions/2.0", version(node.healthyUrl()));
        node.has("/api/v1/versions/3.0", version(node.healthyUrl()).put("engine", "postgresql"));
        node.has("/api/v1/versions/dead", version("http://127.0.0.1:9"));
    }

    @AfterAll
    static void stop() {
        other.close();
        node.close();
    }

    @Test
    void a_flip_is_applied_here_when_it_is_answered_and_on_every_node_when_that_was_waited_for() {
        node.has("/api/v1/spaces/ajax", space("Ajax", "1.3.1"));

        var reply = flip("ajax", "2.0", "?wait=15s");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().getString("previous")).isEqualTo("1.3.1");
        assertThat(reply.json().getString("version")).isEqualTo("2.0");
        assertThat(reply.field("ETag")).isEqualTo("\"" + reply.json().getLong("revision") + "\"");
        assertThat(reply.json().getJsonObject("nodes"))
                .isEqualTo(new JsonObject().put("applied", 2).put("live", 2));
        assertThat(decidedVersion(node, "ajax")).isEqualTo("2.0");
        assertThat(decidedVersion(other, "ajax")).isEqualTo("2.0");
    }

    @Test
    void a_flip_to_where_the_pointer_is_changes_nothing() {
        node.has("/api/v1/spaces/still", space("Still", "2.0"));
        var before = node.as(Role.VIEWER).get("/api/v1/spaces/still").field("ETag");

        var reply = flip("still", "2.0", "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.field("ETag")).isEqualTo(before);
        assertThat(history("still").size()).isZero();
    }

    @Test
    void a_flip_from_a_revision_that_is_gone_is_412_and_says_the_present_one() {
        node.has("/api/v1/spaces/stale", space("Stale", "1.3.1"));
        var seen = node.as(Role.VIEWER).get("/api/v1/spaces/stale").field("ETag");
        var first = flip("stale", "2.0", "", "If-Match", seen);

        var second = flip("stale", "1.3.1", "", "If-Match", seen);

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.code()).isEqualTo("stale-revision");
        assertThat(second.json().getLong("revision")).isEqualTo(first.json().getLong("revision"));
    }

    @Test
    void a_dry_run_leaves_the_pointer_the_history_and_the_audit_alone() {
        node.has("/api/v1/spaces/dry", space("Dry", "1.3.1"));

        var reply = flip("dry", "2.0", "?dryRun=true");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().getBoolean("dryRun")).isTrue();
        assertThat(reply.field("ETag")).isEmpty();
        assertThat(decidedVersion(node, "dry")).isEqualTo("1.3.1");
        assertThat(history("dry").size()).isZero();
        assertThat(audited("space/dry")).containsExactly("space.put");
    }

    @Test
    void the_history_says_who_when_from_to_and_why_a_page_at_a_time() {
        node.has("/api/v1/spaces/told", space("Told", "1.3.1"));
        assertThat(flip("told", "2.0", "").status()).isEqualTo(200);
        assertThat(flip("told", "1.3.1", "").status()).isEqualTo(200);

        var page =
                node.as(Role.VIEWER).get("/api/v1/spaces/told/history?limit=1").json();
        var next = node.as(Role.VIEWER)
                .get("/api/v1/spaces/told/history?limit=1&after=" + page.getString("next"))
                .json();

        var latest = page.getJsonArray("items").getJsonObject(0);
        assertThat(latest.getString("by")).isEqualTo("operator-anne");
        assertThat(latest.getString("from")).isEqualTo("2.0");
        assertThat(latest.getString("to")).isEqualTo("1.3.1");
        assertThat(latest.getString("reason")).isEqualTo("trying");
        assertThat(next.getJsonArray("items").getJsonObject(0).getString("to")).isEqualTo("2.0");
    }

    @Test
    void what_makes_no_sense_for_the_space_is_422_and_cannot_be_forced() {
        node.has("/api/v1/spaces/sense", space("Sense", "1.3.1"));
        node.sql("INSERT INTO space_database VALUES ('sense_old', 'sense', '3.0', 'fenced')");
        node.has("/api/v1/spaces/bare", space("Bare", "1.3.1"));

        assertThat(flip("sense", "9.9", "?force=true").code()).isEqualTo("unknown-version");
        assertThat(flip("bare", "3.0", "?force=true").code()).isEqualTo("no-database");
        var fenced = flip("sense", "3.0", "?force=true");

        assertThat(fenced.status()).isEqualTo(422);
        assertThat(fenced.code()).isEqualTo("fenced");
        assertThat(decidedVersion(node, "sense")).isEqualTo("1.3.1");
    }

    @Test
    void a_version_of_which_no_server_answers_is_422_unless_forced_and_the_audit_says_so() {
        node.has("/api/v1/spaces/brave", space("Brave", "1.3.1"));

        var refused = flip("brave", "dead", "");
        var stillThere = decidedVersion(node, "brave");
        var forced = flip("brave", "dead", "?force=true");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("no-healthy-upstream");
        assertThat(stillThere).isEqualTo("1.3.1");
        assertThat(forced.status()).isEqualTo(200);
        assertThat(audit().getJsonObject(0).getJsonObject("detail").getBoolean("forced"))
                .isTrue();
    }

    @Test
    void a_flip_may_go_to_a_version_that_another_node_has_just_added() {
        node.has("/api/v1/spaces/quick", space("Quick", "1.3.1"));

        for (var number = 0; number < 5; number++) {
            other.has("/api/v1/versions/new-" + number, version(node.healthyUrl()));
            var reply = flip("quick", "new-" + number, "");

            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        }
    }

    @Test
    void an_unknown_space_is_404_and_a_closed_one_409_before_anything_else_is_asked() {
        node.has("/api/v1/spaces/shut", space("Shut", "1.3.1"));
        assertThat(node.as(Role.OPERATOR).delete("/api/v1/spaces/shut").status())
                .isEqualTo(200);

        assertThat(flip("nobody", "dead", "").status()).isEqualTo(404);
        assertThat(flip("shut", "2.0", "").code()).isEqualTo("space-closed");
    }

    @Test
    void a_flip_wants_a_reason_and_a_wait_that_ends() {
        var operator = node.as(Role.OPERATOR);
        var noReason = operator.put("/api/v1/spaces/ajax/pointer", new JsonObject().put("version", "2.0"));
        var empty = operator.put(
                "/api/v1/spaces/ajax/pointer",
                new JsonObject().put("version", "2.0").put("reason", ""));
        var tooLong = flip("ajax", "2.0", "?wait=2m");

        assertThat(noReason.status()).isEqualTo(400);
        assertThat(noReason.text()).contains("/reason");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.text()).contains("query/wait");
    }

    @Test
    void every_change_is_in_the_audit_with_its_author() {
        node.has("/api/v1/spaces/seen", space("Seen", "1.3.1"));
        assertThat(flip("seen", "2.0", "").status()).isEqualTo(200);

        var latest = audit().getJsonObject(0);

        assertThat(latest.getString("actor")).isEqualTo("operator-anne");
        assertThat(latest.getString("action")).isEqualTo("pointer.put");
        assertThat(latest.getString("target")).isEqualTo("space/seen");
        assertThat(latest.getJsonObject("detail").getString("version")).isEqualTo("2.0");
        assertThat(latest.getJsonObject("detail").getLong("revision")).isPositive();
    }

    @Test
    void explain_says_what_the_edge_would_do_here_and_whether_others_do_the_same() {
        node.has("/api/v1/spaces/clear", space("Clear", "1.3.1"));
        assertThat(flip("clear", "2.0", "?wait=15s").status()).isEqualTo(200);

        var reply = node.as(Role.VIEWER)
                .get("/api/v1/explain?host=CLEAR.localhost:8080")
                .json();

        var here = reply.getJsonObject("here");
        assertThat(here.getString("decision")).isEqualTo("forward");
        assertThat(here.getString("space")).isEqualTo("clear");
        assertThat(here.getJsonArray("upstreams").getJsonObject(0).getString("url"))
                .isEqualTo(node.healthyUrl());
        assertThat(reply.getJsonArray("nodes").stream().map(each -> ((JsonObject) each).getString("decides")))
                .containsExactly("same", "same");
    }

    private static ApiClient.Reply flip(String space, String version, String query, String... fields) {
        var body = new JsonObject().put("version", version).put("reason", "trying");
        return node.as(Role.OPERATOR).put("/api/v1/spaces/" + space + "/pointer" + query, body, fields);
    }

    private static String decidedVersion(OperationsUnderTest here, String space) {
        return here.as(Role.VIEWER)
                .get("/api/v1/explain?host=" + space + ".localhost")
                .json()
                .getJsonObject("here")
                .getString("version");
    }

    private static JsonArray history(String space) {
        return node.as(Role.VIEWER)
                .get("/api/v1/spaces/" + space + "/history")
                .json()
                .getJsonArray("items");
    }

    private static JsonArray audit() {
        return node.as(Role.VIEWER).get("/api/v1/audit").json().getJsonArray("items");
    }

    private static List<String> audited(String target) {
        return audit().stream()
                .map(JsonObject.class::cast)
                .filter(act -> act.getString("target").equals(target))
                .map(act -> act.getString("action"))
                .toList();
    }
}
