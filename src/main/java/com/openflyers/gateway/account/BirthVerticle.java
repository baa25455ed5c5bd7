package com.openflyers.gateway.account;

import com.openflyers.gateway.db.SqlStates;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Makes the spaces that whoever should have made them did not, and forgets what is over. Must run on virtual threads.
public final class BirthVerticle extends VerticleBase {

    private static final Logger LOG = Logger.getLogger(BirthVerticle.class.getName());
    private static final Duration POLL = Duration.ofSeconds(5);
    /// In looks.
    private static final int BETWEEN_CLEARINGS = 60;

    private final StoreWorkflow store;
    private final BirthWorkflow births;
    private final SessionRepository sessions;
    private final Future<Void> schema;
    private final Promise<Void> stop = Promise.promise();
    private final Promise<Void> ended = Promise.promise();
    private int looks;

    /// @param schema complete when the tables are there
    BirthVerticle(StoreWorkflow store, BirthWorkflow births, SessionRepository sessions, Future<Void> schema) {
        this.store = store;
        this.births = births;
        this.sessions = sessions;
        this.schema = schema;
    }

    @Override
    public Future<?> start() {
        // A thread of its own: making a database blocks.
        var _ = Thread.ofVirtual().name("births").start(this::run);
        return Future.succeededFuture();
    }

    /// Completes when the space that is being made is.
    @Override
    public Future<?> stop() {
        var _ = stop.tryComplete();
        return ended.future();
    }

    private void run() {
        while (!stop.future().isComplete()) {
            if (schema.succeeded()) {
                try {
                    look();
                } catch (Exception e) {
                    LOG.log(SqlStates.isOutage(e) ? Level.FINE : Level.SEVERE, "looking for sign-ups failed", e);
                }
            }
            var _ = Future.any(vertx.timer(POLL.toMillis()), stop.future()).await();
        }
        ended.complete();
    }

    private void look() {
        while (!stop.future().isComplete() && births.next().isPresent()) {
            // one after the other
        }
        if (looks++ % BETWEEN_CLEARINGS == 0) {
            var rows = new SignUpRepository();
            var links = new LinkRepository();
            store.read(rows::forget);
            store.read(links::forget);
            store.read(sessions::forget);
            store.read(Attempts::forget);
        }
    }
}
