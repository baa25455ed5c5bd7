package com.openflyers.gateway.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Asks again and again until the answer is yes: for what tells nobody when it changes, such as another process.
/// Where there is an event, wait for the event.
public final class Eventually {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /// @param otherwise what to throw when the time is over
    public static void holds(Duration within, BooleanSupplier fact, Supplier<? extends Error> otherwise) {
        var deadline = System.nanoTime() + within.toNanos();
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw otherwise.get();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
