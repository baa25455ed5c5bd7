package com.openflyers.gateway.observe;

import io.vertx.core.Context;
import java.time.Duration;
import java.util.function.LongConsumer;

/// Measures how late one event loop is: a timer that should have run a while ago says how long a request waits before
/// anybody looks at it.
public final class EventLoopLag {

    private static final long NOT_RUNNING = 0;

    private final Context context;
    private final long intervalMillis;
    private final long intervalNanos;
    private final LatencyHistogram histogram;
    private final LongConsumer onLook;

    private volatile long dueNanos = NOT_RUNNING;
    private volatile long lastLagNanos;
    private volatile boolean stopped;

    private EventLoopLag(Context context, Duration interval, LatencyHistogram histogram, LongConsumer onLook) {
        this.context = context;
        this.intervalMillis = interval.toMillis();
        this.intervalNanos = interval.toNanos();
        this.histogram = histogram;
        this.onLook = onLook;
    }

    /// Begins to measure the loop of `context`.
    ///
    /// @param loop     its number, for the metric
    /// @param interval from one look to the next, whole milliseconds; 100 to 500 ms are sensible
    /// @param onLook   told on the loop, at each look, by how many nanoseconds it was late
    public static EventLoopLag watch(
            Context context, int loop, Duration interval, Metrics metrics, LongConsumer onLook) {
        var lag = new EventLoopLag(context, interval, metrics.lag(loop), onLook);
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
        onLook.accept(lastLagNanos);
        arm();
    }
}
