package com.openflyers.gateway.admin;

import static com.openflyers.gateway.admin.OperationsUnderTest.space;
import static com.openflyers.gateway.admin.OperationsUnderTest.version;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HoldApiDatabaseTest {

    private static OperationsUnderTest node;

    @BeforeAll
    static void start() {
        node = new OperationsUnderTest(Postgres.database());
        node.has("/api/v1/versions/1.3.1", version(node.healthyUrl()));
        node.has("/api/v1/versions/2.0", version(node.healthyUrl()));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void a_hold_is_in_force_when_it_is_answered_and_is_explained() {
        node.has("/api/v1/spaces/ajax", space("Ajax", "1.3.1"));

        var reply = hold("ajax", held(30));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        var here = explained("ajax");
        assertThat(here.getString("decision")).isEqualTo("hold");
        assertThat(here.getLong("revision")).isEqualTo(reply.json().getLong("revision"));
        assertThat(Instant.parse(here.getJsonObject("closure").getString("until")))
                .isBetween(Instant.now(), Instant.now().plusSeconds(31));
    }

    @Test
    void a_hold_that_is_over_has_ended_by_itself() {
        node.has("/api/v1/spaces/brief", space("Brief", "1.3.1"));
        assertThat(hold("brief", held(1)).status()).isEqualTo(200);

        until("the gate opens", () -> explained("brief").getString("decision").equals("forward"));

        var space = node.as(Role.VIEWER).get("/api/v1/spaces/brief").json();
        assertThat(space.getString("mode")).isEqualTo("open");
        assertThat(space.containsKey("closure")).isFalse();
    }

    @Test
    void an_interruption_is_announced_in_both_languages_until_an_instant() {
        node.has("/api/v1/spaces/refused", space("Refused", "1.3.1"));
        var until = Instant.now().plus(Duration.ofHours(2));

        var reply = hold("refused", interruption(until.toString()));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        var closure = node.as(Role.VIEWER).get("/api/v1/spaces/refused").json().getJsonObject("closure");
        assertThat(closure.getString("mode")).isEqualTo("refuse");
        assertThat(closure.getJsonObject("message"))
                .isEqualTo(new JsonObject().put("fr", "Mise à jour").put("en", "Update"));
        assertThat(explained("refused").getString("decision")).isEqualTo("refuse");
    }

    @Test
    void either_is_ended_by_delete_and_ending_nothing_changes_nothing() {
        node.has("/api/v1/spaces/ended", space("Ended", "1.3.1"));
        var _ = hold("ended", held(30));

        var ended = node.as(Role.OPERATOR).delete("/api/v1/spaces/ended/hold");
        var again = node.as(Role.OPERATOR).delete("/api/v1/spaces/ended/hold");

        assertThat(ended.json().getBoolean("changed")).isTrue();
        assertThat(explained("ended").getString("decision")).isEqualTo("forward");
        assertThat(again.json().getBoolean("changed")).isFalse();
        assertThat(again.json().getLong("revision")).isEqualTo(ended.json().getLong("revision"));
    }

    @Test
    void a_hold_without_a_sensible_end_names_the_field() {
        node.has("/api/v1/spaces/endless", space("Endless", "1.3.1"));
        var past = Instant.now().minusSeconds(1).toString();
        var distant = Instant.now().plus(Duration.ofDays(32)).toString();

        assertThat(hold("endless", held(30).putNull("seconds")).status()).isEqualTo(400);
        assertThat(pointers(hold("endless", new JsonObject().put("mode", "hold").put("reason", "x"))))
                .containsExactly("/seconds");
        assertThat(pointers(
                        hold("endless", new JsonObject().put("mode", "refuse").put("reason", "x"))))
                .containsExactly("/until");
        assertThat(pointers(hold("endless", interruption(past)))).containsExactly("/until");
        assertThat(pointers(hold("endless", interruption(distant)))).containsExactly("/until");
        assertThat(hold("endless", interruption("tomorrow")).status()).isEqualTo(400);
        assertThat(explained("endless").getString("decision")).isEqualTo("forward");
    }

    @Test
    void all_that_a_hold_lacks_is_named_at_once() {
        assertThat(pointers(hold("endless", new JsonObject().put("mode", "hold"))))
                .containsExactlyInAnyOrder("/reason", "/seconds");
        assertThat(pointers(hold("endless", new JsonObject().put("mode", "refuse"))))
                .containsExactlyInAnyOrder("/reason", "/until");
    }

    @Test
    void nobody_moves_what_is_reserved_for_a_migration() {
        node.has("/api/v1/spaces/reserved", space("Reserved", "1.3.1"));
        node.sql("UPDATE space SET reserved_by = 'migration 12' WHERE name = 'reserved'");

        var held = hold("reserved", held(30));
        var flipped = node.as(Role.OPERATOR)
                .put(
                        "/api/v1/spaces/reserved/pointer",
                        new JsonObject().put("version", "2.0").put("reason", "x"));
        var closed = node.as(Role.OPERATOR).delete("/api/v1/spaces/reserved");
        var written = node.as(Role.OPERATOR).put("/api/v1/spaces/reserved", space("Reserved", "1.3.1"));

        assertThat(List.of(held, flipped, closed, written)).allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(409);
            assertThat(reply.field("X-Gateway-Error")).isEqualTo("reserved");
            assertThat(reply.json().getString("reservedBy")).isEqualTo("migration 12");
        });
    }

    @Test
    void a_dry_run_closes_nothing_and_an_unknown_space_is_404() {
        node.has("/api/v1/spaces/dry", space("Dry", "1.3.1"));

        var dry = node.as(Role.OPERATOR).post("/api/v1/spaces/dry/hold?dryRun=true", held(30));
        var unknown = hold("nobody", held(30));

        assertThat(dry.json().getBoolean("dryRun")).isTrue();
        assertThat(explained("dry").getString("decision")).isEqualTo("forward");
        assertThat(unknown.status()).isEqualTo(404);
    }

    @Test
    void both_are_in_the_audit() {
        node.has("/api/v1/spaces/audited", space("Audited", "1.3.1"));
        var _ = hold("audited", held(30));
        var _ = node.as(Role.OPERATOR).delete("/api/v1/spaces/audited/hold");

        var entries = node.as(Role.VIEWER).get("/api/v1/audit?limit=200").json().getJsonArray("items");

        assertThat(entries.stream().map(JsonObject.class::cast))
                .filteredOn(entry -> entry.getString("target").equals("space/audited"))
                .extracting(entry -> entry.getString("action"))
                .contains("hold.post", "hold.delete");
    }

    private static List<String> pointers(ApiClient.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        return reply.json().getJsonArray("errors").stream()
                .map(fault -> ((JsonObject) fault).getString("pointer"))
                .toList();
    }

    private static ApiClient.Reply hold(String space, JsonObject body) {
        return node.as(Role.OPERATOR).post("/api/v1/spaces/" + space + "/hold", body);
    }

    private static JsonObject held(int seconds) {
        return new JsonObject().put("mode", "hold").put("seconds", seconds).put("reason", "a test");
    }

    private static JsonObject interruption(String until) {
        return new JsonObject()
                .put("mode", "refuse")
                .put("until", until)
                .put("message", new JsonObject().put("fr", "Mise à jour").put("en", "Update"))
                .put("reason", "a test");
    }

    private static JsonObject explained(String space) {
        return node.as(Role.VIEWER)
                .get("/api/v1/explain?host=" + space + ".localhost")
                .json()
                .getJsonObject("here");
    }
}
