package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.migration.Migrations.Said;
import com.openflyers.gateway.registry.SpaceDatabase;
import com.openflyers.gateway.testing.Scratch;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// After the switch: a club goes back, or stays and lets the old database go.
class WayBackDatabaseTest {

    private static MigrationWorld world;

    @BeforeAll
    static void start() {
        world = MigrationWorld.of(1, Map.of("GATEWAY_MIGRATION_SILENCE", "1s"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void going_back_is_free_while_nothing_was_written() {
        var migration = switched("pampa");

        var _ = world.say(migration, Event.REVERSE);
        world.await(migration, State.REVERSED, State.AWAITING_CLUB);

        var space = world.space("pampa");
        assertThat(world.find(migration).state()).isEqualTo(State.REVERSED);
        assertThat(space.version()).isEqualTo("1.3.1");
        assertThat(space.closure()).isNull();
        assertThat(space.reservedBy()).isNull();
        assertThat(space.databases())
                .filteredOn(each -> each.role() == SpaceDatabase.Role.LIVE)
                .extracting(SpaceDatabase::name)
                .containsExactly("pampa_131");
        assertThat(world.stored().bookings("pampa_131")).isPositive();
        assertThat(world.find(world.request("pampa", false)).free()).isTrue();
        assertTidy(migration);
    }

    @Test
    void going_back_after_a_booking_names_it_and_waits_for_the_club() {
        var migration = switched("savane");
        var booking = world.stored().book("savane_20");

        var _ = world.say(migration, Event.REVERSE);
        world.await(migration, State.REVERSED, State.AWAITING_CLUB);

        var written = world.find(migration).facts().getJsonObject(Facts.WRITTEN);
        assertThat(world.find(migration).state()).isEqualTo(State.AWAITING_CLUB);
        assertThat(world.version("savane")).isEqualTo("2.0");
        assertThat(world.space("savane").closure()).isNull();
        assertThat(written.fieldNames()).containsExactly("public.booking");
        assertThat(written.getJsonObject("public.booking").getJsonArray("inserted"))
                .singleElement()
                .asString()
                .contains(String.valueOf(booking));
        assertTidy(migration);
        assertThat(world.stored().letter("migration " + migration + " stayed"))
                .contains("reste la version 2.0", "renoncez")
                .containsPattern("Réservations, ajout\u00A0: .*\\(heure de Paris\\), .* \\(n°\u00A0" + booking + "\\)");
        assertThat(Written.last(world.find(migration)).tables().getFirst().inserted())
                .singleElement()
                .satisfies(row -> assertThat(row.what().english()).contains("Paris time"));
        // Evidence is shown to many.
        assertThat(world.evidence(migration)).extracting(Evidence::evidence).noneMatch(line -> line.contains("named"));

        var loss = new Word(Event.REVERSE, "", new JsonObject().put(Facts.LOSS_ACCEPTED, true), null);
        var _ = world.say(migration, loss);
        world.await(migration, State.REVERSED);

        assertThat(world.version("savane")).isEqualTo("1.3.1");
    }

    @Test
    void what_is_written_after_the_club_has_read_the_list_is_not_given_up() {
        var migration = switched("prairie");
        var _ = world.stored().book("prairie_20");
        var shown = written(migration);
        var _ = world.stored().book("prairie_20");

        var _ = world.say(migration, Word.of(Event.REVERSE, "").acceptingLoss(shown));
        world.await(migration, State.REVERSED, State.AWAITING_CLUB);

        assertThat(world.version("prairie")).isEqualTo("2.0");
        assertThat(world.find(migration).facts().getString(Facts.BECAUSE)).startsWith("2 rows");
        var _ = world.say(migration, Word.of(Event.REVERSE, "").acceptingLoss(written(migration)));
        world.await(migration, State.REVERSED);
    }

    @Test
    void going_back_needs_no_server_of_the_version_that_is_left() {
        var migration = switched("causse");
        var _ = world.stored().book("causse_20");
        var servers = world.silence("2.0");

        var _ = world.say(migration, Word.of(Event.REVERSE, "").acceptingLoss());
        world.await(migration, State.REVERSED);

        assertThat(world.version("causse")).isEqualTo("1.3.1");
        world.register(servers);
    }

    @Test
    void a_version_that_falls_silent_before_anything_is_written_is_left_without_a_word() {
        var migration = switched("garrigue");
        var servers = world.silence("2.0");

        world.await(migration, State.REVERSED);

        assertThat(world.version("garrigue")).isEqualTo("1.3.1");
        assertThat(world.find(migration).facts().getString(Facts.BECAUSE))
                .isEqualTo("no server of version 2.0 answers any more");
        assertThat(world.stored().letter("migration " + migration + " reversed"))
                .contains("ne répondait plus", "rien n’est perdu");
        world.register(servers);
    }

    @Test
    void an_operators_interruption_outlasts_a_way_back_that_could_not_begin() {
        var migration = switched("bocage");
        interrupt("bocage");

        var _ = world.say(migration, Event.REVERSE);
        world.await(migration, State.AWAITING_CLUB);

        assertThat(world.find(migration).facts().getString(Facts.BECAUSE)).contains("an operator has closed the gate");
        assertThat(world.space("bocage").closure()).isNotNull();
        assertThat(world.space("bocage").reservedBy()).isNull();
    }

    /// Who has accepted has done so, however often it asks for the way back; the days until the old database may go
    /// count from then.
    @Test
    void a_club_that_had_accepted_has_accepted_still_when_its_way_back_comes_to_nothing() {
        var migration = switched("jachere");
        var _ = world.say(migration, Event.ACCEPT);
        var acceptedAt = world.find(migration).facts().getString(Facts.ACCEPTED_AT);
        var _ = world.stored().book("jachere_20");

        var _ = world.say(migration, Event.REVERSE);
        world.await(migration, State.ACCEPTED);

        assertThat(world.version("jachere")).isEqualTo("2.0");
        assertThat(world.space("jachere").closure()).isNull();
        assertThat(world.find(migration).facts().getString(Facts.ACCEPTED_AT)).isEqualTo(acceptedAt);
        assertThat(world.stored().letter("migration " + migration + " stayed")).contains("reste la version 2.0");
        var _ = world.say(migration, Word.of(Event.REVERSE, "").acceptingLoss());
        world.await(migration, State.REVERSED);
    }

    private static void interrupt(String space) {
        var body = new JsonObject()
                .put("mode", "refuse")
                .put("until", Instant.now().plusSeconds(3600).toString())
                .put("reason", "a look at the disks");
        var reply = world.nodes().getFirst().admin().post("/api/v1/spaces/" + space + "/hold", body);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    }

    /// The archives' directory is not one any more.
    @Test
    void an_archive_that_cannot_be_written_is_tried_again_in_an_hour_and_keeps_nothing_from_being_tidied()
            throws IOException {
        var archives = Scratch.directory("no-archives");
        try (var other = MigrationWorld.of(1, Map.of("GATEWAY_PROVISION_ARCHIVES", archives.toString()))) {
            other.club("taillis");
            var migration = other.request("taillis");
            other.await(migration, State.OBSERVING);
            try (var files = Files.list(archives)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(archives);
            Files.createFile(archives);

            var _ = other.say(migration, Event.ACCEPT);

            until("it is left for long", () -> other.stored().looksAgainAfter(migration, Duration.ofMinutes(30)));
            assertThat(other.find(migration).facts().getString(Facts.ARCHIVED_AT))
                    .isNull();
            var found = other.find(migration);
            assertThat(other.stored()
                            .exists(found.known()
                                    .origin()
                                    .rehearsal(found.attempt())
                                    .text()))
                    .isFalse();
        }
    }

    private static Written written(long migration) {
        var manifests = world.parts().manifests();
        return Written.of(manifests.changes(world.find(migration).known().target(), "2.0", Duration.ofSeconds(10)));
    }

    @Test
    void the_old_database_goes_when_its_time_has_come_and_its_archive_is_made() {
        var migration = switched("toundra");
        var _ = world.say(migration, Event.ACCEPT);
        assertThat(world.say(migration, Event.ARCHIVE)).isInstanceOf(Said.NotNow.class);
        world.fact(migration, Facts.ACCEPTED_AT, "2020-01-01T00:00:00Z");
        until("the archive is made", () -> world.find(migration).facts().containsKey(Facts.ARCHIVED_AT));

        var _ = world.say(migration, Event.ARCHIVE);

        assertThat(world.find(migration).state()).isEqualTo(State.ARCHIVED);
        assertThat(world.space("toundra").databases())
                .extracting(SpaceDatabase::role)
                .containsExactlyInAnyOrder(SpaceDatabase.Role.LIVE, SpaceDatabase.Role.QUARANTINED);
        assertThat(world.say(migration, Event.REVERSE)).isInstanceOf(Said.NotNow.class);
    }

    /// An operator's word is needed for an original only: this one no club has chosen.
    @Test
    void what_a_way_back_has_left_goes_by_itself_when_its_time_has_come_and_its_archive_is_made() {
        var migration = switched("landier");
        var _ = world.say(migration, Event.REVERSE);
        world.await(migration, State.REVERSED);
        until("the archive is made", () -> world.find(migration).facts().getString(Facts.ARCHIVED_AT) != null);
        assertThat(roles("landier")).containsExactlyInAnyOrder(SpaceDatabase.Role.LIVE, SpaceDatabase.Role.FENCED);

        world.fact(migration, Facts.REVERSED_AT, "2020-01-01T00:00:00Z");
        until("it is looked at again", () -> {
            world.look(migration);
            return roles("landier").contains(SpaceDatabase.Role.QUARANTINED);
        });

        assertThat(roles("landier")).containsExactlyInAnyOrder(SpaceDatabase.Role.LIVE, SpaceDatabase.Role.QUARANTINED);
        assertThat(world.version("landier")).isEqualTo("1.3.1");
    }

    private static List<SpaceDatabase.Role> roles(String space) {
        return world.space(space).databases().stream().map(SpaceDatabase::role).toList();
    }

    private static void assertTidy(long migration) {
        var copy = world.find(migration).copy().text();
        until("the copy " + copy + " is set aside", () -> !world.stored().exists(copy));
    }

    private static long switched(String space) {
        world.club(space);
        var migration = world.request(space);
        world.await(migration, State.OBSERVING);
        return migration;
    }
}
