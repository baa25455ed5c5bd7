package com.openflyers.gateway.migration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How long a space was held, by the evidence.
final class Holds {

    /// Of [MigrationSettings], with what ending a hold may take.
    private static final Duration LONGEST = Duration.ofSeconds(20 + 2);

    private Holds() {}

    /// @return a sentence for each that was not decided in time
    static List<String> tooLong(List<Evidence> evidence) {
        var complaints = new ArrayList<String>();
        var held = false;
        var since = 0L;
        for (var line : evidence) {
            if (line.next() == State.HOLDING) {
                held = true;
                since = line.endedAt().toEpochMilli();
            } else if (held && ends(line)) {
                held = false;
                var millis = line.endedAt().toEpochMilli() - since;
                if (millis > LONGEST.toMillis()) {
                    complaints.add("C9: attempt " + line.attempt() + " was held for " + millis + " ms");
                }
            }
        }
        if (held) {
            complaints.add("C9: the space is held for ever");
        }
        return complaints;
    }

    private static boolean ends(Evidence line) {
        return line.state() == State.RETURNING
                || line.next() == State.SWITCHED
                || line.next() == State.ROLLED_BACK
                || line.next() == State.REVERSED
                || line.next() == State.AWAITING_CLUB;
    }
}
