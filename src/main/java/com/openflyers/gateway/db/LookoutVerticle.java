package com.openflyers.gateway.db;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Looks again and again for something that PostgreSQL says is to be done. Any number of nodes may run one. Must run on
/// virtual threads.
///
/// On a thread of its own, for what is found may block. Whatever a look fails with, the next one comes: an outage of
/// PostgreSQL passes, and of a bug every look tells.
public final class LookoutVerticle extends VerticleBase {

    /// One look, and what it finds done.
    @FunctionalInterface
    public interface Look {

        /// @param stopping whether to leave what is not begun yet to others
        void take(BooleanSupplier stopping);
    }

    private static final Logger LOG = Logger.getLogger(LookoutVerticle.class.getName());

    private final String what;
    private final Duration pause;
    private final Future<Void> schema;
    private final Look look;
    private final Promise<Void> stop = Promise.promise();
    private final Promise<Void> ended = Promise.promise();

    /// @param what   it looks for, in a few words
    /// @param pause  from the end of a look to the next
    /// @param schema complete when the tables are there
    public LookoutVerticle(String what, Duration pause, Future<Void> schema, Look look) {
        this.what = what;
        this.pause = pause;
        this.schema = schema;
        this.look = look;
    }

    @Override
    public Future<?> start() {
        var _ = Thread.ofVirtual().name(toString()).start(this::run);
        return Future.succeededFuture();
    }

    /// Completes when what has been begun is done.
    @Override
    public Future<?> stop() {
        var _ = stop.tryComplete();
        return ended.future();
    }

    @Override
    public String toString() {
        return "the lookout for " + what;
    }

    private void run() {
        try {
            // Whoever stops while the tables are awaited must not wait for them.
            var _ = Future.any(schema.otherwiseEmpty(), stop.future()).await();
            while (!isStopping()) {
                tryLook();
                var _ = Future.any(vertx.timer(pause.toMillis()), stop.future()).await();
            }
        } finally {
            ended.complete();
        }
    }

    private void tryLook() {
        try {
            look.take(this::isStopping);
        } catch (Exception e) {
            // Also what is not declared: waiting for a future throws whatever that failed with.
            LOG.log(SqlStates.isOutage(e) ? Level.FINE : Level.SEVERE, "looking for " + what + " failed", e);
        }
    }

    private boolean isStopping() {
        return stop.future().isComplete();
    }
}
