package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;

import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.migration.Ending.Stored;
import com.openflyers.gateway.provision.BirthWorkflow;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.provision.Fingerprint;
import com.openflyers.gateway.provision.ProvisionSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A whole migration with one fault in it while members book, begun again when it was rolled back, and judged.
final class FaultedMigration {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String STORED = """
            SELECT b.comment, coalesce(a.callsign || ' ' || to_char(b.start_at AT TIME ZONE 'Europe/Paris', 'HH24:MI'),
                                       b.comment) AS slot, b.comment LIKE '%beside%' AS beside
              FROM booking AS b
              LEFT JOIN aircraft AS a ON a.id = b.aircraft_id
             WHERE b.comment LIKE 'booking-%'
            """;

    private final MigrationWorld world;
    private final String space;
    private final Fault fault;

    FaultedMigration(MigrationWorld world, String space, Fault fault) {
        this.world = world;
        this.space = space;
        this.fault = fault;
    }

    /// @return what is wrong; empty when all is well
    List<String> complaints() {
        world.club(space);
        var bookings = Bookings.begin(world, space, fault.hashCode());
        try (bookings) {
            bookings.awaitAllServedBy("1.3.1");
            var coordinator = new FaultyCoordinator(world, fault);
            var claimed = result(coordinator.request(space));
            coordinator.drive(claimed);
            var migration = claimed.id();
            awaitSwitch(migration);
            var atTheSwitch = original(migration);
            result(coordinator.decided().map(true));
            bookings.awaitAllServedBy("2.0");
            bookings.close();
            if (!coordinator.hasStruck()) {
                return List.of("the fault did not happen");
            }
            var found = world.find(migration);
            var ending = new Ending(
                    List.of("1.3.1", "2.0"),
                    stored(),
                    found.state() == State.OBSERVING && Evidence.holds(world.evidence(migration), found.state()),
                    atTheSwitch.equals(original(migration)));
            return BookingChecker.complaints(bookings.history(), ending);
        }
    }

    private void awaitSwitch(long migration) {
        world.await(migration, State.OBSERVING, State.ROLLED_BACK, State.NEEDS_HUMAN);
        if (world.find(migration).state() != State.OBSERVING) {
            var again = Word.of(Event.RESUME, "the fault is over");
            var said =
                    result(world.registry.transaction(tx -> world.migrations().say(tx, migration, again, "anne")));
            if (!(said instanceof Migrations.Said.Heard)) {
                throw new AssertionError(said);
            }
            world.await(migration, State.OBSERVING);
        }
    }

    /// The fenced original, which refuses connections but for this moment.
    private Fingerprint original(long migration) {
        var name = world.find(migration).known().kept();
        var births = new BirthWorkflow(world.settings, ProvisionSettings.from(Settings.of("", "test", Map.of())));
        allowConnections(name, true);
        try {
            return births.fingerprint(name, LONG);
        } finally {
            allowConnections(name, false);
        }
    }

    private void allowConnections(DatabaseName name, boolean allow) {
        try (var connection = world.clubs().connectAsSuperuser("postgres");
                var statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + allow);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<Stored> stored() {
        try (var connection = world.clubs().connect(world.database(space, "2.0"));
                var rows = connection.createStatement().executeQuery(STORED)) {
            var stored = new ArrayList<Stored>();
            while (rows.next()) {
                var key = rows.getString("comment");
                stored.add(new Stored(key, rows.getBoolean("beside") ? key : rows.getString("slot")));
            }
            return stored;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
