package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.SqlStates;
import com.openflyers.gateway.migration.CoordinatorWorkflow.Claim;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Has this node drive migrations, a few at once. Must run on virtual threads.
///
/// When it stops, it ends the step that is under way and no more: another node, or this one's next run, goes on.
public final class MigrationVerticle extends VerticleBase {

    private static final Logger LOG = Logger.getLogger(MigrationVerticle.class.getName());

    /// From one look for something to be done to the next.
    private static final Duration LOOK = Duration.ofMillis(250);
    /// For the step that is under way; one that takes longer is broken off, as by a crash.
    private static final Duration LAST_STEP = Duration.ofSeconds(3);

    private final CoordinatorWorkflow coordinator;
    private final Future<Void> schema;
    private final int atOnce;
    /// Those under way.
    private final Set<Future<Void>> drives = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /// @param atOnce how many it drives: while one waits for its quiet instant, others go on
    MigrationVerticle(CoordinatorWorkflow coordinator, Future<Void> schema, int atOnce) {
        this.coordinator = coordinator;
        this.schema = schema;
        this.atOnce = atOnce;
    }

    @Override
    public Future<?> start() {
        context.runOnContext(_ -> look());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopping = true;
        return Future.all(List.copyOf(drives))
                .timeout(LAST_STEP.toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty();
    }

    private void look() {
        while (!stopping) {
            var claim = schema.succeeded() && drives.size() < atOnce ? tryClaim() : Optional.<Claim>empty();
            claim.ifPresentOrElse(
                    this::begin, () -> vertx.timer(LOOK.toMillis()).await());
        }
    }

    /// On a thread of its own: a step that makes or compares a database blocks, and would keep this context from
    /// looking, and the claim from being renewed, for as long as that takes.
    private void begin(Claim claim) {
        var ended = Promise.<Void>promise();
        drives.add(ended.future());
        var name = "migration " + claim.migration().id();
        var _ = Thread.ofVirtual().name(name).start(() -> {
            try {
                coordinator.drive(claim);
            } finally {
                drives.remove(ended.future());
                ended.complete();
            }
        });
    }

    private Optional<Claim> tryClaim() {
        try {
            return coordinator.claim();
        } catch (Exception e) {
            if (!SqlStates.isUnavailable(e)) {
                LOG.log(Level.SEVERE, "looking for migrations failed", e);
            }
            return Optional.empty();
        }
    }
}
