package com.openflyers.gateway.gate;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// The numbers that requests draw while they are held, and which of them may go on.
///
/// Numbers are called in their order and at a growing pace, so that a released crowd does not fall upon the version
/// all at once: a tenth of what may run at the same time goes immediately, and in the first second as many as may run
/// at the same time, in the next twice as many, then three times. So a queue always comes to its end, whatever comes
/// behind it. Calling depends on the time alone: the event loops need not speak to each other, and one that is late
/// keeps nobody else waiting.
final class Tickets {

    private static final double AT_ONCE = 0.1;
    private static final double NANOS = 1e9;

    private final double pace;
    private final LongSupplier clock;
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicLong next = new AtomicLong();
    /// The number taken when nobody waited: no lower one is out.
    private volatile long first;

    private volatile long called;

    /// @param pace  numbers called in the first second
    /// @param clock nanoseconds
    Tickets(int pace, LongSupplier clock) {
        this.pace = pace;
        this.clock = clock;
        this.called = clock.getAsLong();
    }

    /// @param most that may be out at once
    /// @return a number, or [Gate#NONE] when as many are out as may be
    long take(int most) {
        while (true) {
            var before = held.get();
            if (before >= most) {
                return Gate.NONE;
            }
            if (held.compareAndSet(before, before + 1)) {
                var number = next.getAndIncrement();
                if (before == 0) {
                    first = number;
                }
                return number;
            }
        }
    }

    /// @return how many are still out
    int drop() {
        var left = held.decrementAndGet();
        if (left < 0) {
            held.incrementAndGet();
            throw new IllegalStateException("a ticket was given up that nobody had");
        }
        return left;
    }

    int held() {
        return held.get();
    }

    /// Begins to call, slowly at first.
    void call() {
        called = clock.getAsLong();
    }

    /// Whether the number's turn has come. Says nothing about whether the gate is open.
    boolean isCalled(long number) {
        var seconds = Math.max(0, clock.getAsLong() - called) / NANOS;
        return number - first < Math.max(1, pace * (AT_ONCE + seconds * (seconds + 1) / 2));
    }
}
