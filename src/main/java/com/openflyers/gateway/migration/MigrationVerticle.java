package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.LookoutVerticle;
import com.openflyers.gateway.migration.CoordinatorWorkflow.Claim;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Has this node drive migrations, a few at once. Must run on virtual threads.
///
/// When it stops, it ends the step that is under way and no more: another node, or this one's next run, goes on.
final class MigrationVerticle implements Deployable {

    /// From one look for something to be done to the next.
    private static final Duration LOOK = Duration.ofMillis(250);
    /// For the step that is under way; one that takes longer is broken off, as by a crash.
    private static final Duration LAST_STEP = Duration.ofSeconds(3);

    /// Where what has something to be done comes from.
    interface Work {

        /// @param onlyHeld whether only one for which a gate is closed
        Optional<Claim> claim(boolean onlyHeld);
    }

    private final Work work;
    private final Consumer<Claim> coordinator;
    private final int atOnce;
    private final LookoutVerticle lookout;
    /// Those under way.
    private final Map<Future<Void>, Thread> drives = new ConcurrentHashMap<>();

    /// @param coordinator takes it as far as it goes
    /// @param schema      complete when the tables are there
    /// @param atOnce      how many it drives: while one waits for its quiet instant, others go on. One for which a
    ///                    gate is closed is driven all the same, unless this is 0
    MigrationVerticle(Work work, Consumer<Claim> coordinator, Future<Void> schema, int atOnce) {
        this.work = work;
        this.coordinator = coordinator;
        this.atOnce = atOnce;
        this.lookout = new LookoutVerticle("migrations", LOOK, schema, this::look);
    }

    @Override
    public Future<?> deploy(Context context) throws Exception {
        return lookout.deploy(context);
    }

    @Override
    public Future<?> undeploy(Context context) throws Exception {
        return lookout.undeploy(context)
                .compose(_ -> Future.all(List.copyOf(drives.keySet())))
                .timeout(LAST_STEP.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(_ -> drives.values().forEach(Thread::interrupt))
                .otherwiseEmpty();
    }

    private void look(BooleanSupplier stopping) {
        while (!stopping.getAsBoolean() && atOnce > 0) {
            var claim = work.claim(drives.size() >= atOnce);
            // Asking may take long: what was claimed for a node that stops meanwhile is another's once it lapses.
            if (claim.isEmpty() || stopping.getAsBoolean()) {
                return;
            }
            begin(claim.get());
        }
    }

    /// On a thread of its own: one that waits for JDBC, as copies and archives do, would hold up all others, held
    /// spaces among them.
    private void begin(Claim claim) {
        var ended = Promise.<Void>promise();
        var name = "migration-" + claim.migration().id();
        var thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                coordinator.accept(claim);
            } finally {
                drives.remove(ended.future());
                ended.complete();
            }
        });
        drives.put(ended.future(), thread);
        thread.start();
    }
}
