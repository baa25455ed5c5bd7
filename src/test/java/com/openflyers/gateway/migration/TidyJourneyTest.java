package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.demo.DemoDatabases;
import com.openflyers.gateway.migration.Migrations.Said;
import com.openflyers.gateway.testing.Journey;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// However a migration ends, none of its copies stays, and nothing else goes.
@Journey
class TidyJourneyTest {

    private static MigrationWorld world;

    @BeforeAll
    static void start() {
        world = MigrationWorld.of(1, Map.of("GATEWAY_MIGRATION_AT_ONCE", "0"));
        world.drive(StepObserver.NONE);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void a_rehearsal_that_is_withdrawn_or_refused_leaves_no_copy() {
        world.club("typha");
        for (var word : List.of(Event.WITHDRAW, Event.REFUSE)) {
            var migration = rehearsed("typha");
            var copy = world.find(migration).copy().text();
            assertThat(world.stored().exists(copy)).isTrue();

            assertThat(world.say(migration, word)).isInstanceOf(Said.Heard.class);

            until(copy + " is set aside after " + word, () -> !world.stored().exists(copy));
        }
        assertThat(world.stored().bookings("typha_131")).isPositive();
    }

    @Test
    void a_migration_that_is_done_leaves_no_copy_of_any_try_and_both_databases() {
        world.club("massette");
        var migration = rehearsed("massette");
        var first = world.find(migration).copy().text();
        assertThat(world.say(migration, Event.REHEARSE)).isInstanceOf(Said.Heard.class);
        until(
                "the second try has begun",
                () -> !world.find(migration).copy().text().equals(first));
        world.await(migration, State.REHEARSED);
        var second = world.find(migration).copy().text();
        Stream.of(Event.APPROVE, Event.START)
                .forEach(word -> assertThat(world.say(migration, word)).isInstanceOf(Said.Heard.class));
        world.await(migration, State.OBSERVING);

        assertThat(world.say(migration, Event.ACCEPT)).isInstanceOf(Said.Heard.class);

        Stream.of(first, second)
                .forEach(copy ->
                        until(copy + " is set aside", () -> !world.stored().exists(copy)));
        var known = world.find(migration).known();
        assertThat(world.stored().exists(known.kept().text())).isTrue();
        assertThat(world.stored().bookings("massette_20")).isPositive();
    }

    /// It died before the copy was set aside, and another one between a copy and its mark.
    @Test
    void what_a_process_that_died_has_left_goes_with_the_next_look_and_what_is_anothers_stays() throws SQLException {
        world.club("laiche");
        var migration = rehearsed("laiche");
        var found = world.find(migration);
        var rehearsal = found.copy().text();
        var unmarked = found.known().target().candidate(found.attempt()).text();
        var anothers = found.known().origin().rehearsal(found.attempt()).text();
        world.driveNoMore();
        assertThat(world.say(migration, Event.WITHDRAW)).isInstanceOf(Said.Heard.class);
        execute("CREATE DATABASE " + unmarked + " OWNER " + DemoDatabases.GATEWAY_ROLE);
        execute("CREATE DATABASE " + anothers + " OWNER " + DemoDatabases.GATEWAY_ROLE);
        execute("COMMENT ON DATABASE " + anothers + " IS 'migration 4711 attempt " + found.attempt() + "'");

        world.drive(StepObserver.NONE);

        Stream.of(rehearsal, unmarked)
                .forEach(copy ->
                        until(copy + " is set aside", () -> !world.stored().exists(copy)));
        until("it has been looked at", () -> nextLook(migration) > 30_000);
        assertThat(world.stored().exists(anothers)).isTrue();
        assertThat(world.stored().bookings("laiche_131")).isPositive();
    }

    @Test
    void a_copy_that_somebody_is_at_goes_when_he_has_left() throws SQLException {
        world.club("carex");
        var migration = rehearsed("carex");
        var copy = world.find(migration).copy().text();
        try (var _ = world.clubs().connectAsSuperuser(copy)) {
            assertThat(world.say(migration, Event.WITHDRAW)).isInstanceOf(Said.Heard.class);
            until("it is left for a moment", () -> nextLook(migration) == 0);
            assertThat(world.stored().exists(copy)).isTrue();
        }

        sql("UPDATE migration SET look_at = clock_timestamp() WHERE id = " + migration);

        until(copy + " is set aside", () -> !world.stored().exists(copy));
    }

    private static long rehearsed(String space) {
        var migration = world.request(space, false);
        world.await(migration, State.REHEARSED);
        return migration;
    }

    /// In days; negative while it is due.
    private static long nextLook(long migration) {
        try (var connection = world.clubs().connect(world.settings.name());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT CASE WHEN look_at > clock_timestamp() THEN extract(days FROM look_at - clock_timestamp())
                                    ELSE -1 END AS days
                          FROM migration
                         WHERE id = %d
                        """.formatted(migration))) {
            rows.next();
            return rows.getLong("days");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void sql(String statement) throws SQLException {
        try (var connection = world.clubs().connect(world.settings.name());
                var statements = connection.createStatement()) {
            statements.execute(statement);
        }
    }

    private static void execute(String statement) throws SQLException {
        try (var connection = world.clubs().connectAsSuperuser("postgres");
                var statements = connection.createStatement()) {
            statements.execute(statement);
        }
    }
}
