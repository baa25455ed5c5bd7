package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// A migration whose coordinator meets a fault; from then on another one drives.
final class Relay {

    private final FaultyCoordinator coordinator;
    private final Future<Void> faulty;
    private final Future<Void> helper;
    private final AtomicBoolean over = new AtomicBoolean();

    private Relay(MigrationWorld world, long migration, FaultyCoordinator coordinator, Future<Void> faulty) {
        this.coordinator = coordinator;
        this.faulty = faulty;
        this.helper = new LoneDriver(world, migration, "helper", StepObserver.NONE).driveUntil(over::get);
    }

    /// @param decided states in which there is nothing left for the fault to happen in
    /// @return empty if it did not happen
    static Optional<Relay> begin(MigrationWorld world, long migration, Fault fault, Set<State> decided) {
        var coordinator = new FaultyCoordinator(world, fault);
        var faulty = coordinator.drive(migration);
        until(fault + " has happened to " + migration, () -> {
            var isDecided = decided.contains(world.find(migration).state());
            return coordinator.hasStruck() || (isDecided && !coordinator.isStriking());
        });
        return coordinator.hasStruck()
                ? Optional.of(new Relay(world, migration, coordinator, faulty))
                : Optional.empty();
    }

    /// Lets whoever met the fault go on, and returns when it has come to its end.
    void decided() {
        coordinator.decided();
        result(faulty.map(true));
    }

    /// Returns when nobody drives any more.
    void end() {
        over.set(true);
        result(helper.map(true));
    }
}
