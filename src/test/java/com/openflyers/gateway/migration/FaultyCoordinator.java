package com.openflyers.gateway.migration;

import com.openflyers.gateway.http.Text;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A coordinator to which a fault happens in the migration that it was given.
final class FaultyCoordinator implements StepObserver {

    /// Longer than a hold can be.
    private static final long PATIENCE = 120;

    private final MigrationWorld world;
    private final Fault fault;
    private final AtomicBoolean struck = new AtomicBoolean();
    private final AtomicBoolean diverted = new AtomicBoolean();
    private final CountDownLatch decided = new CountDownLatch(1);
    private volatile boolean leaving;

    FaultyCoordinator(MigrationWorld world, Fault fault) {
        this.world = world;
        this.fault = fault;
    }

    /// Drives the migration until the fault has happened.
    ///
    /// @return complete when it has ended
    Future<Void> drive(long migration) {
        return new LoneDriver(world, migration, "faulty", this).driveUntil(struck::get);
    }

    boolean hasStruck() {
        return struck.get();
    }

    /// Whether it is just about to: others see a commit before its answer can be lost.
    boolean isStriking() {
        return leaving && !struck.get();
    }

    /// Lets it go on, if it stands still.
    void decided() {
        decided.countDown();
    }

    @Override
    public void before(Migration migration) {
        switch (fault.kind()) {
            case FAILS_BEFORE -> fail(migration);
            case SECOND -> {
                if (strikes(migration)) {
                    loseClaim(migration);
                }
            }
            case ZOMBIE_BEFORE -> {
                var _ = standStill(migration);
            }
            case FAILS_AFTER, ANSWER_LOST, KILLED, ZOMBIE_AFTER, OBSTRUCTED -> {}
        }
    }

    @Override
    public void after(Migration migration) {
        switch (fault.kind()) {
            case FAILS_AFTER -> fail(migration);
            case ZOMBIE_AFTER -> {
                var _ = standStill(migration);
            }
            case KILLED -> {
                if (standStill(migration)) {
                    throw new LoneDriver.Killed();
                }
            }
            case FAILS_BEFORE, ANSWER_LOST, SECOND, ZOMBIE_BEFORE, OBSTRUCTED -> {}
        }
    }

    @Override
    public void beforeCommit(Migration migration, Event event) {
        if (fault.state() == State.ABORTING && isOnItsWay(migration) && diverted.compareAndSet(false, true)) {
            throw new Impediment(Text.same("so that it goes back"));
        }
        if (fault.kind() == Fault.Kind.OBSTRUCTED && event != Event.FAILED && strikes(migration)) {
            throw new Impediment(Text.same("a fault"));
        }
        if (fault.kind() == Fault.Kind.ANSWER_LOST && fault.strikes(migration)) {
            leaving = true;
        }
    }

    @Override
    public void committed(Migration moved) {
        if (leaving && struck.compareAndSet(false, true)) {
            throw new IllegalStateException("a fault: the answer to the commit is lost");
        }
    }

    private boolean isOnItsWay(Migration migration) {
        return migration.state() == State.FENCED && migration.purpose() == fault.purpose();
    }

    private boolean strikes(Migration migration) {
        return fault.strikes(migration) && struck.compareAndSet(false, true);
    }

    private void fail(Migration migration) {
        if (strikes(migration)) {
            throw new IllegalStateException("a fault");
        }
    }

    private boolean standStill(Migration migration) {
        if (!strikes(migration)) {
            return false;
        }
        loseClaim(migration);
        try {
            if (!decided.await(PATIENCE, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody has decided: " + fault);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return true;
    }

    /// As when its lease runs out.
    private void loseClaim(Migration migration) {
        try (var connection = world.clubs().connect(world.settings.name());
                var update = connection.prepareStatement(
                        "UPDATE migration SET claimed_by = NULL, claimed_until = '-infinity' WHERE id = ?")) {
            update.setLong(1, migration.id());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
