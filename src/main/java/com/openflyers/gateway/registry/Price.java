package com.openflyers.gateway.registry;

import java.time.LocalDate;

/// A price in euro cents, and the day from which it holds.
public record Price(long cents, LocalDate from) {

    public Price {
        if (cents < 0) {
            throw new IllegalArgumentException("a price is not negative");
        }
    }
}
