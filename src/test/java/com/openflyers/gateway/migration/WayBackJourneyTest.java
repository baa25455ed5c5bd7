package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.migration.Migrations.Said;
import com.openflyers.gateway.registry.SpaceDatabase;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// After the switch: a club goes back, or stays and lets the old database go.
class WayBackJourneyTest {

    private static MigrationWorld world;

    @BeforeAll
    static void start() {
        world = MigrationWorld.of(1);
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
        assertThat(world.bookings("pampa_131")).isPositive();
        assertThat(world.find(world.request("pampa", false)).free()).isTrue();
        assertTidy(migration);
    }

    @Test
    void going_back_after_a_booking_names_it_and_waits_for_the_club() {
        var migration = switched("savane");
        var booking = world.book("savane_20");

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

        var loss = new Word(Event.REVERSE, "", new JsonObject().put(Facts.LOSS_ACCEPTED, true), null);
        var _ = world.say(migration, loss);
        world.await(migration, State.REVERSED);

        assertThat(world.version("savane")).isEqualTo("1.3.1");
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

    private static void assertTidy(long migration) {
        var copy = world.find(migration).copy().text();
        until("the copy " + copy + " is set aside", () -> !world.exists(copy));
    }

    private static long switched(String space) {
        world.club(space);
        var migration = world.request(space);
        world.await(migration, State.OBSERVING);
        return migration;
    }
}
