package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.SqlStates;
import com.openflyers.gateway.migration.CoordinatorWorkflow.Claim;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<Future<Void>, Thread> drives = new ConcurrentHashMap<>();
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
        return Future.all(List.copyOf(drives.keySet()))
                .timeout(LAST_STEP.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(_ -> drives.values().forEach(Thread::interrupt))
                .otherwiseEmpty();
    }

    private void look() {
        while (!stopping) {
            var claim = schema.succeeded() && drives.size() < atOnce ? tryClaim() : Optional.<Claim>empty();
            claim.ifPresentOrElse(
                    this::begin, () -> vertx.timer(LOOK.toMillis()).await());
        }
    }

    /// On a thread of its own: in the verticle's context one that waits for JDBC, as copies and archives do, would
    /// hold up all others, held spaces among them.
    private void begin(Claim claim) {
        var ended = Promise.<Void>promise();
        var name = "migration-" + claim.migration().id();
        var thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                coordinator.drive(claim);
            } finally {
                drives.remove(ended.future());
                ended.complete();
            }
        });
        drives.put(ended.future(), thread);
        thread.start();
    }

    private Optional<Claim> tryClaim() {
        try {
            return coordinator.claim();
            // A timeout is a checked exception, which an await throws undeclared: it must not end the looking.
        } catch (Exception e) {
            if (!SqlStates.isUnavailable(e)) {
                LOG.log(Level.SEVERE, "looking for migrations failed", e);
            }
            return Optional.empty();
        }
    }
}
