package com.openflyers.gateway.account;

import java.time.Duration;

/// How often something may be tried: `burst` times at once, then once in each `pace`.
record Allowance(int burst, Duration pace) {

    static Allowance perHour(int times) {
        return new Allowance(times, Duration.ofHours(1).dividedBy(times));
    }
}
