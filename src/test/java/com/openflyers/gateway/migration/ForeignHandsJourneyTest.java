package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.migration.Ending.Stored;
import com.openflyers.gateway.migration.Migrations.Said;
import com.openflyers.gateway.testing.Journey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Somebody is in the way whom no gate holds: the club keeps its old version, nothing he wrote is lost, and the next
/// try takes it along.
@Journey
class ForeignHandsJourneyTest {

    private static final Halt HALT = new Halt();

    private static MigrationWorld world;

    @BeforeAll
    static void start() {
        world = MigrationWorld.drivenBy(
                HALT,
                Map.of("GATEWAY_MIGRATION_BARRIER", "2s", "GATEWAY_MIGRATION_KNOWN_APPLICATIONS", "known to all"));
    }

    @AfterAll
    static void stop() {
        HALT.goOn();
        world.close();
    }

    @Test
    void a_prepared_transaction_is_named_before_anything_is_closed() throws SQLException {
        world.club("tarin");
        prepare("tarin_131", "booking-tarin-1");

        var migration = world.request("tarin");
        world.await(migration, State.NEEDS_HUMAN);

        assertThat(because(migration)).contains("tarin_131 has 1 prepared transactions");
        assertThat(world.evidence(migration)).extracting(Evidence::next).doesNotContain(State.ARMED);
        assertOld("tarin");
        commitPrepared("tarin_131");
        resume(migration);
        assertTakenAlong("tarin", "booking-tarin-1");
    }

    @Test
    void an_application_that_nobody_knows_is_named_before_anything_is_closed() throws SQLException {
        world.club("rousserolle");
        execute("postgres", "CREATE ROLE accountant LOGIN PASSWORD 'accountant'");
        execute("postgres", "GRANT CONNECT ON DATABASE rousserolle_131 TO accountant");
        try (var _ = world.stored().connectAs("accountant", "rousserolle_131", "spreadsheet")) {
            var migration = world.request("rousserolle");
            world.await(migration, State.NEEDS_HUMAN);

            assertThat(because(migration)).contains("of accountant (spreadsheet) is none of the version's");
            assertThat(world.evidence(migration)).extracting(Evidence::next).doesNotContain(State.ARMED);
        }
        try (var _ = world.stored().connectAs("accountant", "rousserolle_131", "known to all")) {
            var migration = world.rows().underWay(world.registry.pool(), "rousserolle");
            resume(result(migration).orElseThrow().id());
        }
    }

    @Test
    void a_transaction_that_is_prepared_while_the_space_is_held_is_not_lost() throws SQLException {
        world.club("verdier");
        var migration = heldBeforeTheFence("verdier");
        prepare("verdier_131", "booking-verdier-1");

        HALT.goOn();
        world.await(migration, State.ROLLED_BACK);

        assertThat(because(migration)).contains("verdier_131 has 1 prepared transactions");
        assertOld("verdier");
        commitPrepared("verdier_131");
        resume(migration);
        assertTakenAlong("verdier", "booking-verdier-1");
    }

    @Test
    void a_write_under_way_beside_the_gateway_ends_as_its_writer_wants() throws SQLException {
        world.club("linotte");
        var migration = heldBeforeTheFence("linotte");
        try (var writer = world.clubs().connect("linotte_131")) {
            writer.setAutoCommit(false);
            book(writer, "booking-linotte-1");

            HALT.goOn();
            world.await(migration, State.ROLLED_BACK);

            assertThat(because(migration)).contains("in the middle of a write that did not come through the gates");
            assertOld("linotte");
            writer.commit();
        }
        resume(migration);
        assertTakenAlong("linotte", "booking-linotte-1");
    }

    @Test
    void a_stranger_who_writes_nothing_is_shown_out_and_named_in_the_evidence() throws SQLException {
        world.club("bruant");
        var migration = heldBeforeTheFence("bruant");
        try (var stranger = world.clubs().connect("bruant_131")) {
            var pid = pid(stranger);

            HALT.goOn();
            world.await(migration, State.OBSERVING);

            assertThat(world.evidence(migration))
                    .filteredOn(line -> line.state() == State.FENCING)
                    .extracting(Evidence::evidence)
                    .anyMatch(found -> found.contains("\"pid\":" + pid));
        }
    }

    @Test
    void a_node_that_says_nothing_is_named_and_once_it_is_off_the_list_the_club_is_moved() throws SQLException {
        world.club("pouillot");
        var migration = heldBeforeTheFence("pouillot");
        execute(world.settings.name(), """
                INSERT INTO node (name, incarnation, build, heard_at, applied_revision)
                SELECT 'mute', gen_random_uuid(), build, clock_timestamp() - interval '1 minute', 0
                  FROM node
                 LIMIT 1
                """);

        HALT.goOn();
        world.await(migration, State.ROLLED_BACK);

        assertThat(because(migration)).contains("node mute has said nothing of the space");
        assertOld("pouillot");
        assertThat(world.say(migration, Event.RESUME)).isInstanceOf(Said.Heard.class);
        world.await(migration, State.NEEDS_HUMAN);
        assertThat(because(migration)).contains("node mute has been silent", "take it off the list if it is dead");
        var removed = world.nodes().getFirst().admin().delete("/api/v1/nodes/mute");
        assertThat(removed.status()).as(removed.toString()).isEqualTo(204);
        resume(migration);
        assertThat(world.version("pouillot")).isEqualTo("2.0");
    }

    @Test
    void a_node_of_another_build_or_with_a_wrong_clock_and_a_tie_elsewhere_are_named_before_anything_is_closed()
            throws SQLException {
        world.club("pipit");
        execute(world.settings.name(), """
                INSERT INTO node (name, incarnation, build, heard_at, applied_revision, ahead_millis)
                SELECT 'early', gen_random_uuid(), 'of tomorrow', clock_timestamp() + interval '1 hour', 0, 2500
                  FROM node
                 LIMIT 1
                """);
        execute(
                "pipit_131",
                "CREATE SUBSCRIPTION elsewhere CONNECTION 'dbname=nowhere' PUBLICATION all_of_it WITH (connect = false)");

        var migration = world.request("pipit");
        world.await(migration, State.NEEDS_HUMAN);

        assertThat(because(migration))
                .contains("the nodes are of different builds", "of tomorrow")
                .contains("the clock of node early and the database's are 2500 ms apart")
                .contains("pipit_131 has the subscription elsewhere, which its copy would lack");
        assertOld("pipit");
        execute(world.settings.name(), "DELETE FROM node WHERE name = 'early'");
        execute("pipit_131", "ALTER SUBSCRIPTION elsewhere SET (slot_name = NONE)", "DROP SUBSCRIPTION elsewhere");
        resume(migration);
        assertThat(world.version("pipit")).isEqualTo("2.0");
    }

    /// As a superuser, who is gone again.
    private static void execute(String database, String... statements) throws SQLException {
        try (var connection = world.clubs().connectAsSuperuser(database);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static long heldBeforeTheFence(String space) {
        HALT.at(State.HOLDING, Purpose.CUTOVER);
        var migration = world.request(space);
        HALT.await();
        return migration;
    }

    private static void resume(long migration) {
        assertThat(world.say(migration, Event.RESUME)).isInstanceOf(Said.Heard.class);
        world.await(migration, State.OBSERVING);
    }

    private static void assertOld(String name) {
        var space = world.space(name);
        assertThat(space.version()).isEqualTo("1.3.1");
        assertThat(space.closure()).isNull();
        assertThat(space.reservedBy()).isNull();
    }

    private static void assertTakenAlong(String space, String booking) {
        assertThat(world.version(space)).isEqualTo("2.0");
        assertThat(StoredBookings.of(world, space)).extracting(Stored::key).containsExactly(booking);
    }

    private static String because(long migration) {
        return world.find(migration).facts().getString(Facts.BECAUSE);
    }

    private static void prepare(String database, String key) throws SQLException {
        try (var writer = world.clubs().connect(database);
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            book(writer, key);
            statement.execute("PREPARE TRANSACTION '" + database + "'");
        }
    }

    private static void commitPrepared(String database) throws SQLException {
        try (var writer = world.clubs().connect(database);
                var statement = writer.createStatement()) {
            statement.execute("COMMIT PREPARED '" + database + "'");
        }
    }

    private static void book(Connection writer, String key) throws SQLException {
        try (var insert = writer.prepareStatement("""
                INSERT INTO booking (aircraft_num, member_num, start_date, end_date, comments)
                VALUES (1, 2, '2090-01-01 10:00', '2090-01-01 11:00', ?)
                """)) {
            insert.setString(1, key);
            insert.executeUpdate();
        }
    }

    private static int pid(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
