package com.openflyers.gateway.mail;

import java.time.Duration;

/// How long a mail is tried, and how often.
///
/// @param lease   for one attempt; when it is over, another node may try. Longer than an attempt can take
/// @param first   after the first attempt that failed; doubled each time
/// @param longest where the doubling ends
/// @param whole   after which a mail is dead
/// @param poll    from one look to the next, if no notification comes first
record Patience(Duration lease, Duration first, Duration longest, Duration whole, Duration poll) {

    static final Patience USUAL = new Patience(
            Duration.ofMinutes(2),
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ofDays(3),
            Duration.ofSeconds(10));

    /// @param attempts those that failed so far
    Duration pauseAfter(int attempts) {
        var pause = first;
        for (var i = 1; i < attempts && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
