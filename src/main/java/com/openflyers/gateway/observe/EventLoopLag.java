package com.openflyers.gateway.observe;

import io.vertx.core.Context;
import java.time.Duration;

/// Measures how late one event loop is: a timer that should have run a while ago says how long a request waits before
/// anybody looks at it.
public final class EventLoopLag {

    private static final long NOT_RUNNING = 0;

    private final Context context;
    private final long intervalMillis;
    private final long intervalNanos;
    private final LatencyHistogram histogram;

    private volatile long dueNanos = NOT_RUNNING;
    private volatile long lastLagNanos;
    private volatile boolean stopped;

    private EventLoopLag(Context context, Duration interval, LatencyHistogram histogram) {
        this.context = context;
        this.intervalMillis = interval.toMillis();
        this.intervalNanos = interval.toNanos();
        this.histogram = histogram;
    }

    /// Begins to measure the loop of `context`.
    ///
    /// @param loop     its number, for the metric
    /// @param interval from one look to the next, whole milliseconds; 100 to 500 ms are sensible
    public static EventLoopLag watch(Context context, int loop, Duration interval, Metrics metrics) {
        var lag = new EventLoopLag(context, interval, metrics.lag(loop));
        context.runOnContext(_ -> lag.arm());
        return lag;
    }

    /// How late the loop was at the last look or is by now, whichever is more. From any thread.
    public long nanos() {
        var due = dueNanos;
        return due == NOT_RUNNING ? 0 : Math.max(lastLagNanos, System.nanoTime() - due);
    }

    public void stop() {
        stopped = true;
    }

    private void arm() {
        if (stopped) {
            dueNanos = NOT_RUNNING;
            return;
        }
        dueNanos = System.nanoTime() + intervalNanos;
        var _ = context.owner().setTimer(intervalMillis, _ -> look());
    }

    private void look() {
        lastLagNanos = Math.max(0, System.nanoTime() - dueNanos);
        histogram.record(lastLagNanos);
        arm();
    }
}
