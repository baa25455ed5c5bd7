package com.openflyers.gateway.migration;

import java.util.List;

/// One thing that somebody asked of a club's bookings, and what they were told.
///
/// @param key     in the comment of the booking, and of no other; empty for a list
/// @param slot    aircraft and time of the booking: two bookings of one slot overlap
/// @param version of the application that answered; empty when none did
/// @param seen    the keys on the list; empty for what is no list
/// @param began   in nanoseconds, as `ended`
record Deed(
        Kind kind,
        String who,
        String key,
        String slot,
        String version,
        Result result,
        List<String> seen,
        long began,
        long ended) {

    enum Kind {
        BOOK,
        CANCEL,
        LIST
    }

    enum Result {
        /// Done.
        OK,
        /// Refused: nothing happened, and nothing may.
        FAIL,
        /// Nobody knows: it happened once or not at all.
        INFO
    }

    Deed {
        seen = List.copyOf(seen);
    }

    boolean is(Kind kind, Result result) {
        return this.kind == kind && this.result == result;
    }
}
