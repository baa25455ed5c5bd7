package com.openflyers.gateway.provision;

import com.openflyers.gateway.db.DatabaseSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.logging.Logger;

/// Drops what has been in quarantine for long enough. Any number of nodes may run one; must run on virtual
/// threads.
public final class QuarantineVerticle extends VerticleBase {

    private static final Logger LOG = Logger.getLogger(QuarantineVerticle.class.getName());

    private final DropWorkflow drops;
    private final Future<Void> schema;
    private final InstantSource clock;
    private final Duration pause;
    private final Promise<Void> stopping = Promise.promise();
    private final Promise<Void> ended = Promise.promise();

    /// @param schema complete when the tables are there
    /// @param pause  from one look for what is due to the next
    public QuarantineVerticle(DatabaseSettings settings, Future<Void> schema, InstantSource clock, Duration pause) {
        this.drops = new DropWorkflow(settings);
        this.schema = schema;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public Future<?> start() {
        context.runOnContext(_ -> run());
        return Future.succeededFuture();
    }

    /// A database that is being dropped is dropped.
    @Override
    public Future<?> stop() {
        stopping.tryComplete();
        return ended.future();
    }

    private void run() {
        while (!stopping.future().isComplete()) {
            if (schema.succeeded()) {
                dropWhatIsDue();
            }
            Future.any(vertx.timer(pause.toMillis()), stopping.future()).await();
        }
        ended.complete();
    }

    private void dropWhatIsDue() {
        var now = clock.instant();
        try {
            for (var number : drops.due(now)) {
                if (!stopping.future().isComplete()) {
                    drop(number, now);
                }
            }
        } catch (Exception e) {
            // A timeout, too, which an await throws undeclared: it must not end the looking.
            LOG.warning(e.getMessage());
        }
    }

    /// One that cannot be dropped does not keep the others.
    private void drop(long number, Instant now) {
        try {
            drops.drop(number, now).ifPresent(name -> LOG.info("dropped " + name));
        } catch (Exception e) {
            LOG.warning(e.getMessage());
        }
    }
}
