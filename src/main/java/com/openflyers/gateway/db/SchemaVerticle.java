package com.openflyers.gateway.db;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.logging.Logger;

/// Brings the schema to this build's version, however often PostgreSQL must be asked.
///
/// Must run on virtual threads, because [Schema#migrate] blocks. Has nothing to do once [#ready] is complete.
public final class SchemaVerticle extends VerticleBase {

    private static final Logger LOG = Logger.getLogger(SchemaVerticle.class.getName());

    private final DatabaseSettings settings;
    private final Promise<Void> ready = Promise.promise();
    private final Promise<Void> attempted = Promise.promise();
    private final Promise<Void> stopping = Promise.promise();
    private final Promise<Void> ended = Promise.promise();

    public SchemaVerticle(DatabaseSettings settings) {
        this.settings = settings;
    }

    /// Completes once the schema is there; never fails.
    public Future<Void> ready() {
        return ready.future();
    }

    /// Completes when PostgreSQL was asked for the first time, whatever came of it.
    public Future<Void> attempted() {
        return attempted.future();
    }

    @Override
    public Future<?> start() {
        context.runOnContext(_ -> {
            migrate();
            ended.complete();
        });
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopping.tryComplete();
        return ended.future();
    }

    private void migrate() {
        var schema = new Schema(settings);
        var backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));
        var lastReason = "";
        while (!stopping.future().isComplete()) {
            try {
                LOG.info("schema of " + settings + " is there, " + schema.migrate() + " new scripts");
                ready.complete();
                attempted.tryComplete();
                return;
            } catch (RuntimeException e) {
                var reason = Schema.reason(e);
                if (!reason.equals(lastReason)) {
                    LOG.warning("schema of " + settings + " is not there yet: " + reason);
                    lastReason = reason;
                }
                attempted.tryComplete();
            }
            Future.any(vertx.timer(backoff.next().toMillis()), stopping.future())
                    .await();
        }
    }
}
