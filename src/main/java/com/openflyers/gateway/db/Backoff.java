package com.openflyers.gateway.db;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long to pause before the next attempt: twice as long each time, up to a limit, with chance in it so that many
/// nodes do not come back in step. For one thread.
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private Duration current;

    public Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.current = first;
    }

    /// Between half of the pause that is due and all of it.
    public Duration next() {
        var due = current.toMillis();
        current = current.multipliedBy(2).compareTo(longest) < 0 ? current.multipliedBy(2) : longest;
        return Duration.ofMillis(due / 2 + ThreadLocalRandom.current().nextLong(due / 2 + 1));
    }

    /// After an attempt that went well.
    public void reset() {
        current = first;
    }
}
