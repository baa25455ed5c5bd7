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
import java.util.function.BooleanSupplier;

/// A coordinator for one migration and no other, as a node's would be for all.
final class LoneDriver {

    private static final Duration LOOK = Duration.ofMillis(20);

    /// As the nodes of a [MigrationWorld] have it.
    private static final MigrationSettings QUICK = MigrationSettings.from(Settings.of(
            "", "test", Map.of("GATEWAY_MIGRATION_QUIET", "100ms", "GATEWAY_MIGRATION_QUIET_WAIT", "500ms")));

    private static final String CLAIM = """
            UPDATE migration
               SET claimed_by = ?, claimed_until = clock_timestamp() + interval '10 s'
             WHERE id = ? AND look_at <= clock_timestamp()
                   AND (claimed_until <= clock_timestamp() OR deadline <= clock_timestamp())
            """;

    private final MigrationWorld world;
    private final long migration;
    private final CoordinatorWorkflow workflow;
    private final Promise<Void> ended = Promise.promise();

    LoneDriver(MigrationWorld world, long migration, String name, StepObserver observer) {
        this.world = world;
        this.migration = migration;
        var parts = world.parts();
        var progress = new Progress(world.rows(), new Effects(world.rows(), parts, QUICK));
        this.workflow = new CoordinatorWorkflow(parts, world.rows(), QUICK, progress, observer, name);
    }

    /// Thrown by an observer: the driver ends, and says nothing to anybody.
    static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }

    /// @return complete when it has ended
    Future<Void> driveUntil(BooleanSupplier over) {
        var verticle = new DriverVerticle(over);
        var _ = world.clubs()
                .vertx
                .deployVerticle(verticle, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
                .onFailure(ended::tryFail);
        return ended.future();
    }

    private final class DriverVerticle extends VerticleBase {

        private final BooleanSupplier over;

        DriverVerticle(BooleanSupplier over) {
            this.over = over;
        }

        @Override
        public Future<?> start() {
            context.runOnContext(_ -> run());
            return Future.succeededFuture();
        }

        private void run() {
            try {
                while (!over.getAsBoolean()) {
                    drive();
                    vertx.timer(LOOK.toMillis()).await();
                }
                ended.complete();
            } catch (Killed killed) {
                ended.complete();
            } catch (RuntimeException e) {
                ended.fail(e);
            }
        }

        private void drive() {
            var claimant = UUID.randomUUID();
            if (claim(claimant)) {
                var claimed = world.rows()
                        .find(world.registry.pool(), migration)
                        .await()
                        .orElseThrow();
                workflow.drive(new CoordinatorWorkflow.Claim(claimed, claimant));
            }
        }
    }

    private boolean claim(UUID claimant) {
        try (var connection = world.clubs().connect(world.settings.name());
                var update = connection.prepareStatement(CLAIM)) {
            update.setObject(1, claimant);
            update.setLong(2, migration);
            return update.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
