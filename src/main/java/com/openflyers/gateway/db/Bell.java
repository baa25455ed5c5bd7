package com.openflyers.gateway.db;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Wakes one waiting loop, from any thread. A ring while the loop is busy is kept: it will not sleep over it.
public final class Bell {

    private boolean rung;
    private @Nullable Promise<Void> sleeper;

    public void ring() {
        Promise<Void> woken;
        synchronized (this) {
            woken = sleeper;
            sleeper = null;
            rung = woken == null;
        }
        if (woken != null) {
            woken.tryComplete();
        }
    }

    /// Completes at the next ring, or when `longest` is over. For one waiter at a time.
    public Future<Void> next(Vertx vertx, Duration longest) {
        var promise = Promise.<Void>promise();
        synchronized (this) {
            if (rung) {
                rung = false;
                return Future.succeededFuture();
            }
            sleeper = promise;
        }
        var timer = vertx.setTimer(longest.toMillis(), _ -> ring());
        return promise.future().onComplete(_ -> vertx.cancelTimer(timer));
    }
}
