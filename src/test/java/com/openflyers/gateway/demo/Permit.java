package com.openflyers.gateway.demo;

import java.util.Locale;

/// What a profile allows, as far as the samples ask: a bit in 1.3.1, a word in 2.0.
public enum Permit {
    BOOK_ALONE(2),
    BOOK_INSTRUCTION(4),
    /// Put an aircraft on the ground.
    FREEZE_AIRCRAFTS(8),
    SET_PILOTS_FILE(64),
    SET_CLUB_PARAMETERS(256),
    SET_AIRCRAFTS_FILE(512),
    /// Change the bookings of others.
    BOOK_ALL(2048);

    private final int bit;

    Permit(int bit) {
        this.bit = bit;
    }

    public int bit() {
        return bit;
    }

    public String right() {
        return name().toLowerCase(Locale.ROOT);
    }
}
