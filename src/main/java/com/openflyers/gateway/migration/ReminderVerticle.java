package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.SqlStates;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Has this node write the letters whose day has come, a few times an hour. Must run on virtual threads.
final class ReminderVerticle extends VerticleBase {

    private static final Logger LOG = Logger.getLogger(ReminderVerticle.class.getName());

    /// Their limits are counted in hours and days.
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final ReminderWorkflow reminders;
    private final Future<Void> schema;

    ReminderVerticle(ReminderWorkflow reminders, Future<Void> schema) {
        this.reminders = reminders;
        this.schema = schema;
    }

    @Override
    public Future<?> start() {
        var _ = schema.onSuccess(_ -> context.runOnContext(_ -> look()));
        return Future.succeededFuture();
    }

    /// Whoever stops in the middle of a letter has not written it: the next look does.
    private void look() {
        try {
            reminders.write();
        } catch (Exception e) {
            // A timeout, too, which an await throws undeclared: it must not end the looking.
            if (!SqlStates.isOutage(e)) {
                LOG.log(Level.SEVERE, "letters whose day has come were not written", e);
            }
        }
        var _ = vertx.setTimer(PAUSE.toMillis(), _ -> look());
    }
}
