package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.SpaceDatabase;
import com.openflyers.gateway.testing.AdminClient;
import com.openflyers.gateway.testing.Journey;
import com.openflyers.gateway.testing.Scratch;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Old test spaces go at an explicit word, and nothing else does.
@Journey
class RemovalJourneyTest {

    private static MigrationWorld world;

    @BeforeAll
    static void start() {
        world = MigrationWorld.of(1, Map.of("GATEWAY_MIGRATION_AT_ONCE", "0"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void a_test_space_is_closed_and_its_database_kept_aside_for_a_fortnight() throws SQLException {
        world.testSpace("essai");
        var before = Instant.now();
        // Whoever is connected has no say in it.
        try (var _ = world.clubs().connect("essai_131")) {

            var answer = remove("essai", "essai", "");

            assertThat(answer.status()).isEqualTo(202);
            assertThat(Instant.parse(answer.body().getString("droppedAt")))
                    .isBetween(before.plus(Duration.ofDays(14)), Instant.now().plus(Duration.ofDays(14)));
        }
        var space = world.space("essai");
        assertThat(space.state()).isEqualTo(RegisteredSpace.State.CLOSED);
        assertThat(space.databases()).singleElement().satisfies(database -> {
            assertThat(database.role()).isEqualTo(SpaceDatabase.Role.QUARANTINED);
            assertThat(world.stored().exists(database.name())).isTrue();
        });
        assertThat(world.stored().exists("essai_131")).isFalse();
        assertThat(get("essai")).startsWith("HTTP/1.1 404");
        assertThat(remove("essai", "essai", "").status()).isEqualTo(404);
    }

    @Test
    void a_space_that_was_removed_by_mistake_has_its_database_back_and_opens_again() {
        world.testSpace("sorbier");
        var bookings = world.stored().bookings("sorbier_131");
        assertThat(remove("sorbier", "sorbier", "").status()).isEqualTo(202);
        var admin = world.nodes().getFirst().admin();
        var aside = admin.get("/api/v1/quarantine").body().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(item -> "sorbier".equals(item.getString("space")))
                .findFirst()
                .orElseThrow();
        assertThat(aside.getString("formerly")).isEqualTo("sorbier_131");
        assertThat(aside.getString("sort")).isEqualTo("test-space");
        var path = "/api/v1/quarantine/" + aside.getString("database") + "/return";

        var back = admin.post(path, new JsonObject());

        assertThat(back.status()).as(back.toString()).isEqualTo(200);
        assertThat(back.body().getString("database")).isEqualTo("sorbier_131");
        assertThat(world.space("sorbier").databases())
                .singleElement()
                .extracting(SpaceDatabase::role)
                .isEqualTo(SpaceDatabase.Role.LIVE);
        assertThat(admin.post(path, new JsonObject()).status()).isEqualTo(409);
        world.reopen("sorbier");
        until("the space is open", () -> !get("sorbier").startsWith("HTTP/1.1 404"));
        assertThat(world.stored().bookings("sorbier_131")).isEqualTo(bookings);
        // It was no mistake after all.
        var again = remove("sorbier", "sorbier", "");
        assertThat(again.status()).as(again.toString()).isEqualTo(202);
        assertThat(world.space("sorbier").state()).isEqualTo(RegisteredSpace.State.CLOSED);
    }

    @Test
    void a_dry_run_says_that_it_could_and_leaves_all_as_it_is() {
        world.testSpace("blanc");

        var answer = remove("blanc", "blanc", "?dryRun=true");

        assertThat(answer.body()).isEqualTo(new JsonObject().put("allowed", true));
        assertThat(world.space("blanc").state()).isEqualTo(RegisteredSpace.State.ACTIVE);
        assertThat(world.stored().bookings("blanc_131")).isPositive();
    }

    /// The directory of the archives is none.
    @Test
    void what_cannot_be_archived_stays_and_says_why() throws IOException {
        var file = Files.createFile(Scratch.directory("no-archives").resolve("file"));
        var more = Map.of("GATEWAY_MIGRATION_AT_ONCE", "0", "GATEWAY_PROVISION_ARCHIVES", file.toString());
        try (var other = MigrationWorld.of(1, more)) {
            other.testSpace("cormier");
            var name = new JsonObject().put("name", "cormier");

            var answer = other.nodes().getFirst().admin().post("/api/v1/spaces/cormier/removal", name);

            assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
            assertThat(answer.body().getString("detail")).contains("no archive of cormier_131");
            assertThat(other.space("cormier").state()).isEqualTo(RegisteredSpace.State.ACTIVE);
        }
    }

    @Test
    void what_is_in_production_stays() {
        world.club("noyer");

        assertThat(remove("noyer", "noyer", "").body().getString("detail")).contains("est un espace de production");

        assertThat(world.space("noyer").state()).isEqualTo(RegisteredSpace.State.ACTIVE);
    }

    @Test
    void a_name_that_was_not_typed_as_it_is_removes_nothing() {
        world.testSpace("frene");

        assertThat(remove("frene", "fresne", "").body().getString("detail")).contains("le nom recopié n’est pas");

        assertThat(world.space("frene").state()).isEqualTo(RegisteredSpace.State.ACTIVE);
    }

    @Test
    void a_test_space_that_is_being_migrated_stays() {
        world.testSpace("aulne");
        var migration = world.request("aulne", false);

        assertThat(remove("aulne", "aulne", "").body().getString("detail"))
                .contains("la migration " + migration + " de l’espace est en cours");

        assertThat(world.space("aulne").state()).isEqualTo(RegisteredSpace.State.ACTIVE);
    }

    private static AdminClient.Answer remove(String space, String typed, String query) {
        var body = new JsonObject().put("name", typed);
        return world.nodes().getFirst().admin().post("/api/v1/spaces/" + space + "/removal" + query, body);
    }

    private static String get(String space) {
        try (var conversation = world.nodes().getFirst().connect()) {
            return conversation
                    .send("GET / HTTP/1.1\r\nHost: " + space + ".localhost\r\n\r\n")
                    .readHead();
        }
    }
}
