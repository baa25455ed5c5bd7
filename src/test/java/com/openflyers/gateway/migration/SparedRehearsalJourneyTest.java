package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.migration.Migrations.Said;
import com.openflyers.gateway.testing.Journey;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A space whose copy takes longer than people wait is rehearsed all the same, and nobody waits for it.
@Journey
class SparedRehearsalJourneyTest {

    private static final List<State> CLOSED = List.of(State.HOLDING, State.FENCING, State.FENCED);

    @Test
    void a_large_space_is_rehearsed_beside_its_members_work_and_moved() throws SQLException {
        try (var world = MigrationWorld.of(1, Map.of("GATEWAY_MIGRATION_HELD_COPY", "0B"))) {
            world.club("baleine");
            var bookings = world.stored().bookings("baleine_131");
            long migration;
            // A fence would end it.
            try (var session = world.clubs().connect("baleine_131")) {
                migration = world.request("baleine", false);
                world.await(migration, State.REHEARSED, State.NEEDS_HUMAN, State.ROLLED_BACK);

                assertThat(session.isValid(5)).isTrue();
            }
            var rehearsed = world.find(migration);
            assertThat(rehearsed.state()).isEqualTo(State.REHEARSED);
            assertThat(states(world, migration)).doesNotContainAnyElementsOf(CLOSED);
            assertThat(report(rehearsed).getJsonObject("took").getLong("copy")).isPositive();
            assertThat(world.space("baleine").reservedBy()).isNull();
            assertThat(world.parts().archives().latest(rehearsed.known().origin()))
                    .isPresent();

            assertThat(world.say(migration, Event.APPROVE)).isInstanceOf(Said.Heard.class);
            assertThat(world.say(migration, Event.START)).isInstanceOf(Said.Heard.class);
            world.await(migration, State.OBSERVING);

            // One booking of the club has no time that 2.0 could keep.
            assertThat(world.stored().bookings("baleine_20")).isEqualTo(bookings - 1);
            assertThat(world.say(migration, Event.ACCEPT)).isInstanceOf(Said.Heard.class);
            until("nothing is left of any try", () -> {
                world.look(migration);
                return world.stored().copies("baleine").isEmpty();
            });
        }
    }

    @Test
    void what_is_withdrawn_while_its_archive_is_made_leaves_nothing() {
        var halt = new Halt();
        try (var world = MigrationWorld.drivenBy(halt, Map.of("GATEWAY_MIGRATION_HELD_COPY", "0B"))) {
            world.club("narval");
            halt.at(State.ARMED, Purpose.REHEARSAL);
            var migration = world.request("narval", false);
            halt.await();
            var armed = world.find(migration);
            var settings = MigrationSettings.from(Settings.of("", "test", Map.of()));
            var step = new SpareStep(world.parts(), world.rows(), settings);

            assertThat(world.say(migration, Event.WITHDRAW)).isInstanceOf(Said.Heard.class);
            assertThatThrownBy(() -> step.run(armed)).isInstanceOf(Overtaken.class);

            assertThat(world.stored().tried("narval_131")).isTrue();
            assertThat(world.stored().copies("narval")).isEmpty();
            halt.goOn();
        }
    }

    /// The copy waits for whoever has the database locked, as it would for a slow disk.
    @Test
    void a_copy_that_took_too_long_behind_a_closed_gate_is_made_beside_the_open_space_the_next_time()
            throws SQLException {
        var halt = new Halt();
        try (var world = MigrationWorld.drivenBy(
                halt, Map.of("GATEWAY_MIGRATION_HOLD_BUDGET", "12s", "GATEWAY_MIGRATION_BARRIER", "2s"))) {
            world.club("cachalot");
            halt.at(State.FENCED, Purpose.REHEARSAL);
            var migration = world.request("cachalot", false);
            halt.await();
            try (var connection = world.clubs().connectAsSuperuser("postgres");
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("COMMENT ON DATABASE " + world.find(migration).fenced() + " IS 'locked'");
                halt.goOn();
                world.await(migration, State.ABORTING);
                connection.rollback();
            }
            world.await(migration, State.ROLLED_BACK);
            assertThat(world.space("cachalot").closure()).isNull();
            var before = world.evidence(migration).size();

            assertThat(world.say(migration, Event.RESUME)).isInstanceOf(Said.Heard.class);
            world.await(migration, State.REHEARSED, State.NEEDS_HUMAN, State.ROLLED_BACK);

            assertThat(world.find(migration).state()).isEqualTo(State.REHEARSED);
            var second = states(world, migration);
            assertThat(second.subList(before, second.size())).doesNotContainAnyElementsOf(CLOSED);
        }
    }

    private static List<State> states(MigrationWorld world, long migration) {
        return world.evidence(migration).stream().map(Evidence::next).toList();
    }

    private static JsonObject report(Migration migration) {
        return migration.facts().getJsonObject(Facts.REPORT);
    }
}
