package com.openflyers.gateway.billing;

import com.openflyers.gateway.db.SqlStates;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Looks again and again for subscriptions to renew and invoices to remind of. Must run on virtual threads.
final class BillingVerticle extends VerticleBase {

    private static final Logger LOG = Logger.getLogger(BillingVerticle.class.getName());
    private static final Duration POLL = Duration.ofMinutes(1);

    private final RenewalWorkflow renewals;
    private final Future<Void> schema;
    private final Promise<Void> stop = Promise.promise();
    private final Promise<Void> ended = Promise.promise();

    BillingVerticle(RenewalWorkflow renewals, Future<Void> schema) {
        this.renewals = renewals;
        this.schema = schema;
    }

    @Override
    public Future<?> start() {
        var _ = Thread.ofVirtual().name("billing").start(this::run);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        var _ = stop.tryComplete();
        return ended.future();
    }

    private void run() {
        // Whoever stops while the tables are awaited must not wait for them.
        var _ = Future.any(schema.otherwiseEmpty(), stop.future()).await();
        while (!stop.future().isComplete()) {
            try {
                renewals.look();
            } catch (Exception e) {
                LOG.log(SqlStates.isOutage(e) ? Level.FINE : Level.SEVERE, "looking for renewals failed", e);
            }
            var _ = Future.any(vertx.timer(POLL.toMillis()), stop.future()).await();
        }
        ended.complete();
    }
}
