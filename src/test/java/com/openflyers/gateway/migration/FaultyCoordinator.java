package com.openflyers.gateway.migration;

import com.openflyers.gateway.config.Settings;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// One more coordinator beside those of the nodes, to which a fault happens in the migration that it was given.
final class FaultyCoordinator implements StepObserver {

    /// As the nodes of a [MigrationWorld] have it.
    private static final MigrationSettings QUICK = MigrationSettings.from(Settings.of(
            "", "test", Map.of("GATEWAY_MIGRATION_QUIET", "100ms", "GATEWAY_MIGRATION_QUIET_WAIT", "500ms")));

    private static final Duration LEASE = Duration.ofSeconds(10);
    /// Longer than a hold can be.
    private static final long PATIENCE = 120;

    private final MigrationWorld world;
    private final Fault fault;
    private final UUID claimant = UUID.randomUUID();
    private final AtomicBoolean struck = new AtomicBoolean();
    private final AtomicBoolean diverted = new AtomicBoolean();
    private final CountDownLatch decided = new CountDownLatch(1);
    private volatile boolean leaving;
    private final Promise<Void> ended = Promise.promise();

    FaultyCoordinator(MigrationWorld world, Fault fault) {
        this.world = world;
        this.fault = fault;
    }

    /// Requests the migration of a space, and takes it before any node can.
    Future<Migration> request(String space) {
        var request = new Request(space, "2.0", Request.Source.MAIL, "a mail", null, null, true, "anne");
        return world.registry.transaction(tx -> world.migrations()
                .request(tx, request)
                .compose(_ -> tx.query("UPDATE migration SET look_at = '-infinity' WHERE space = '" + space + "'")
                        .execute())
                .compose(_ -> world.rows().claim(tx, claimant, LEASE))
                .map(claimed -> claimed.orElseThrow()));
    }

    void drive(Migration claimed) {
        var parts = world.parts();
        var progress = new Progress(world.rows(), new Effects(world.rows(), parts, QUICK));
        var workflow = new CoordinatorWorkflow(parts, world.rows(), QUICK, progress, this, "faulty");
        var verticle = new VerticleBase() {
            @Override
            public Future<?> start() {
                context.runOnContext(_ -> {
                    try {
                        workflow.drive(new CoordinatorWorkflow.Claim(claimed, claimant));
                    } catch (Killed killed) {
                        // Nobody is left who could say anything.
                    } finally {
                        ended.complete();
                    }
                });
                return Future.succeededFuture();
            }
        };
        var _ = world.clubs()
                .vertx
                .deployVerticle(verticle, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD));
    }

    boolean hasStruck() {
        return struck.get();
    }

    /// Lets a coordinator that stands still go on.
    ///
    /// @return complete when it has ended
    Future<Void> decided() {
        decided.countDown();
        return ended.future();
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
                    throw new Killed();
                }
            }
            case FAILS_BEFORE, ANSWER_LOST, SECOND, ZOMBIE_BEFORE, OBSTRUCTED -> {}
        }
    }

    @Override
    public void beforeCommit(Migration migration, Event event) {
        if (fault.state() == State.ABORTING && isOnItsWay(migration) && diverted.compareAndSet(false, true)) {
            throw new Impediment("so that it goes back");
        }
        if (fault.kind() == Fault.Kind.OBSTRUCTED && event != Event.FAILED && strikes(migration)) {
            throw new Impediment("a fault");
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

    private static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }
}
