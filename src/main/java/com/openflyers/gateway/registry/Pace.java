package com.openflyers.gateway.registry;

import java.time.Duration;

/// Whether it is time again for something that is done from time to time. Due at once until it was begun.
final class Pace {

    private final long nanos;
    private long last;
    private boolean begun;

    Pace(Duration pause) {
        this.nanos = pause.toNanos();
    }

    boolean due() {
        return !begun || System.nanoTime() - last >= nanos;
    }

    void begin() {
        begun = true;
        last = System.nanoTime();
    }
}
