package com.openflyers.gateway.upstream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// What is known of one server, written by all event loops and by its probe.
///
/// One word, `takesFrom`, says everything a pick must know: since when, or from when on, the server takes requests.
/// A time ahead is an ejection, a time just past a slow start, [#DOWN] waits for a check, [#STEADY] needs no clock.
/// Whoever takes the server out or back changes that word in one step; the last to do so wins, and a wrong guess is
/// put right by the next check or the next failure.
final class Health {

    private static final long STEADY = 0;
    private static final long DOWN = Long.MAX_VALUE;
    /// Even a server that came back this instant gets some requests: one that gets none proves nothing.
    private static final float LEAST_SHARE = 0.05f;

    private final UpstreamSettings settings;
    private final long slowStart;
    private final LongSupplier clock;
    private final long origin;

    private final AtomicLong takesFrom;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong ejections = new AtomicLong();
    private volatile long lastEjection;
    private volatile boolean checked;
    private volatile String fault = "";
    private int failedChecks;

    /// @param clock nanoseconds, as [System#nanoTime]
    Health(UpstreamSettings settings, LongSupplier clock) {
        this.settings = settings;
        this.slowStart = settings.slowStart().toNanos();
        this.clock = clock;
        this.origin = clock.getAsLong();
        // Begins as one that came back: beside servers that have been warm for days, a new one starts slowly.
        this.takesFrom = new AtomicLong(now());
    }

    /// The part of its usual requests that the server takes now: 0 for none, 1 for all.
    float share() {
        var from = takesFrom.get();
        if (from == STEADY) {
            return 1;
        }
        if (from == DOWN) {
            return 0;
        }
        var warm = now() - from;
        if (warm < 0) {
            return 0;
        }
        if (warm >= slowStart) {
            var _ = takesFrom.compareAndSet(from, STEADY);
            return 1;
        }
        return Math.max(LEAST_SHARE, (float) warm / slowStart);
    }

    void requestSucceeded() {
        // Read first: the usual success must not write to a line that every loop reads.
        if (failures.get() != 0) {
            failures.set(0);
        }
    }

    /// @return whether this one ejected the server
    boolean requestFailed() {
        if (share() == 0) {
            return false; // Sent before it was taken out: not news.
        }
        if (failures.incrementAndGet() < settings.failures()) {
            return false;
        }
        var from = takesFrom.get();
        var steady = from == STEADY;
        var length = steady
                ? settings.ejection().toNanos()
                : Math.min(
                        Math.max(2 * lastEjection, settings.ejection().toNanos()),
                        settings.longestEjection().toNanos());
        if (from == DOWN || !takesFrom.compareAndSet(from, now() + length)) {
            return false;
        }
        lastEjection = length;
        failures.set(0);
        fault = "requests failed";
        ejections.incrementAndGet();
        return true;
    }

    /// One refused connection is enough: nothing was sent, and the next would be refused as well.
    ///
    /// @return whether this one took the server out
    boolean connectFailed() {
        fault = "no connection";
        return takesFrom.getAndSet(DOWN) != DOWN;
    }

    /// Called by the probe only.
    ///
    /// @return whether this one brought the server back
    boolean checkPassed() {
        checked = true;
        failedChecks = 0;
        // An ejection goes on: that the server answers its check does not mean that it answers requests.
        var back = takesFrom.compareAndSet(DOWN, now());
        if (share() > 0) {
            fault = "";
        }
        return back;
    }

    /// Called by the probe only.
    ///
    /// @return whether this one took the server out
    boolean checkFailed(String reason) {
        failedChecks++;
        // Of a server that was never asked before, nothing is known in its favour.
        var down = !checked || failedChecks >= settings.failedChecks();
        checked = true;
        if (!down) {
            return false;
        }
        fault = reason;
        return takesFrom.getAndSet(DOWN) != DOWN;
    }

    Condition condition() {
        var share = share();
        if (share == 0) {
            return takesFrom.get() == DOWN ? Condition.DOWN : Condition.EJECTED;
        }
        if (!checked) {
            return Condition.UNCHECKED;
        }
        return share < 1 ? Condition.WARMING : Condition.HEALTHY;
    }

    String fault() {
        return fault;
    }

    long ejections() {
        return ejections.get();
    }

    /// Nanoseconds since this object was made, plus one: never [#STEADY].
    private long now() {
        return clock.getAsLong() - origin + 1;
    }
}
