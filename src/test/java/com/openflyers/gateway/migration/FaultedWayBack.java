package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;

import com.openflyers.gateway.migration.FaultedMigration.Judged;
import com.openflyers.gateway.provision.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// A way back with one fault in it while members look, begun again when the club stayed, and judged: the club has what
/// it had at the switch.
final class FaultedWayBack {

    private static final Set<State> DECIDED = Set.of(State.REVERSED, State.AWAITING_CLUB);

    private final MigrationWorld world;
    private final String space;
    private final Fault fault;
    private final long seed;

    FaultedWayBack(MigrationWorld world, String space, Fault fault, long seed) {
        this.world = world;
        this.space = space;
        this.fault = fault;
        this.seed = seed;
    }

    Judged judge() {
        world.club(space);
        var migration = switched(world, space);
        var atTheSwitch =
                FaultedMigration.fenced(world, world.find(migration).known().kept());
        try (var members = Bookings.look(world, space, seed)) {
            members.awaitAllServedBy("2.0");
            reverse(migration);
            var begun = Relay.begin(world, migration, fault, DECIDED);
            if (begun.isEmpty()) {
                return new Judged(fault, world.find(migration).state(), List.of("the fault did not happen"));
            }
            var relay = begun.get();
            var first = awaitReversal(migration);
            relay.decided();
            members.awaitAllServedBy("1.3.1");
            relay.end();
            return new Judged(fault, first, complaints(migration, atTheSwitch));
        }
    }

    /// A migration that nobody drives any more.
    static long switched(MigrationWorld world, String space) {
        var migration = world.request(space);
        var over = new AtomicBoolean();
        var driver = new LoneDriver(world, migration, "driver", StepObserver.NONE).driveUntil(over::get);
        world.await(migration, State.OBSERVING);
        over.set(true);
        result(driver.map(true));
        return migration;
    }

    private void reverse(long migration) {
        var said = world.say(migration, Event.REVERSE);
        if (!(said instanceof Migrations.Said.Heard)) {
            throw new AssertionError(said);
        }
    }

    /// @return what was decided first
    private State awaitReversal(long migration) {
        until(
                "the way back of " + migration + " is decided",
                () -> DECIDED.contains(world.find(migration).state()));
        var first = world.find(migration).state();
        if (first == State.AWAITING_CLUB) {
            reverse(migration);
            world.await(migration, State.REVERSED);
        }
        return first;
    }

    private List<String> complaints(long migration, Fingerprint atTheSwitch) {
        var found = world.find(migration);
        var evidence = world.evidence(migration);
        var standing = world.space(space);
        var complaints = new ArrayList<>(Holds.tooLong(evidence));
        if (!Evidence.holds(evidence, found.state())) {
            complaints.add("C10: the evidence does not lead to the state of the row");
        }
        if (!atTheSwitch.equals(FaultedMigration.open(world, found.known().origin()))) {
            complaints.add("C11: the old database is not what it was at the switch");
        }
        if (!standing.version().equals("1.3.1") || standing.closure() != null || standing.reservedBy() != null) {
            complaints.add("the space is not open on its old version: " + standing);
        }
        return complaints;
    }
}
