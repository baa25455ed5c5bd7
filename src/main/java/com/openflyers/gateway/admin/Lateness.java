package com.openflyers.gateway.admin;

import com.openflyers.gateway.migration.Migration;
import java.time.Duration;
import java.time.Instant;

/// How long a club has been waiting for its migration: 24 hours are usual, a week is promised.
enum Lateness {
    IN_TIME("in-time"),
    OVER_A_DAY("over-24h"),
    OVER_FIVE_DAYS("over-5d"),
    OVERDUE("overdue");

    private final String word;

    Lateness(String word) {
        this.word = word;
    }

    /// As the API writes it.
    String word() {
        return word;
    }

    /// Nobody waits any more for what was switched, or is over.
    static Lateness of(Migration migration, Instant now) {
        if (migration.switchedAt() != null || migration.state().isOver()) {
            return IN_TIME;
        }
        if (now.isAfter(migration.dueAt())) {
            return OVERDUE;
        }
        var waiting = Duration.between(migration.requestedAt(), now);
        if (waiting.compareTo(Duration.ofDays(5)) > 0) {
            return OVER_FIVE_DAYS;
        }
        return waiting.compareTo(Duration.ofDays(1)) > 0 ? OVER_A_DAY : IN_TIME;
    }
}
