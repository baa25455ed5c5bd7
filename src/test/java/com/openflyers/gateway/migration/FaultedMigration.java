package com.openflyers.gateway.migration;

import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.provision.Fingerprint;
import com.openflyers.gateway.provision.ManifestWorkflow;
import com.openflyers.gateway.provision.ProvisionSettings;
import com.openflyers.gateway.testing.Eventually;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A whole migration with one fault in it while members book, begun again when it was rolled back, and judged.
final class FaultedMigration {

    private static final Duration LONG = Duration.ofSeconds(30);
    /// What could not be armed stands back for a minute.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// What became of it.
    ///
    /// @param first      where it stopped at first: in [State#OBSERVING] when it was not stopped
    /// @param complaints empty when all is well
    record Judged(Fault fault, State first, List<String> complaints) {}

    private static final Set<State> STOPPED = Set.of(State.OBSERVING, State.ROLLED_BACK, State.NEEDS_HUMAN);

    private final MigrationWorld world;
    private final String space;
    private final Fault fault;
    private final long seed;

    FaultedMigration(MigrationWorld world, String space, Fault fault, long seed) {
        this.world = world;
        this.space = space;
        this.fault = fault;
        this.seed = seed;
    }

    Judged judge() {
        world.club(space);
        try (var bookings = Bookings.begin(world, space, seed)) {
            bookings.awaitAllServedBy("1.3.1");
            var migration = world.request(space);
            var begun = Relay.begin(world, migration, fault, STOPPED);
            if (begun.isEmpty()) {
                return new Judged(fault, world.find(migration).state(), List.of("the fault did not happen"));
            }
            var relay = begun.get();
            var first = awaitSwitch(migration);
            var atTheSwitch = original(migration);
            relay.decided();
            bookings.awaitAllServedBy("2.0");
            bookings.stop();
            relay.end();
            return new Judged(fault, first, complaints(migration, bookings, atTheSwitch));
        }
    }

    private List<String> complaints(long migration, Bookings bookings, Fingerprint atTheSwitch) {
        var found = world.find(migration);
        var evidence = world.evidence(migration);
        var ending = new Ending(
                List.of("1.3.1", "2.0"),
                StoredBookings.of(world, space),
                found.state() == State.OBSERVING && Evidence.holds(evidence, found.state()),
                atTheSwitch.equals(original(migration)));
        var complaints = new ArrayList<>(BookingChecker.complaints(bookings.history(), ending));
        complaints.addAll(Holds.tooLong(evidence));
        return complaints;
    }

    /// @return where it stopped first
    private State awaitSwitch(long migration) {
        Eventually.holds(
                PATIENCE,
                () -> hasStopped(world.find(migration)),
                () -> new AssertionError("not in time: migration " + migration + " stops"));
        var first = world.find(migration).state();
        if (first != State.OBSERVING) {
            var word = first == State.REHEARSED ? Event.APPROVE : Event.RESUME;
            var said = world.say(migration, Word.of(word, "the fault is over"));
            if (!(said instanceof Migrations.Said.Heard)) {
                throw new AssertionError(said);
            }
            world.await(migration, State.OBSERVING);
        }
        return first;
    }

    /// What is approved beforehand waits for somebody once it was sent back.
    private static boolean hasStopped(Migration found) {
        return STOPPED.contains(found.state())
                || (found.state() == State.REHEARSED && found.facts().getString(Facts.BECAUSE) != null);
    }

    private Fingerprint original(long migration) {
        return fenced(world, world.find(migration).known().kept());
    }

    /// Of a database that refuses connections but for this moment.
    static Fingerprint fenced(MigrationWorld world, DatabaseName name) {
        allowConnections(world, name, true);
        try {
            return open(world, name);
        } finally {
            allowConnections(world, name, false);
        }
    }

    static Fingerprint open(MigrationWorld world, DatabaseName name) {
        return new ManifestWorkflow(world.settings, ProvisionSettings.from(Settings.of("", "test", Map.of())))
                .fingerprint(name, LONG);
    }

    private static void allowConnections(MigrationWorld world, DatabaseName name, boolean allow) {
        try (var connection = world.clubs().connectAsSuperuser("postgres");
                var statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + allow);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
