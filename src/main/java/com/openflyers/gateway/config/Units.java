package com.openflyers.gateway.config;

import java.time.Duration;
import java.util.regex.Pattern;

/// Durations and sizes as people write them. A number without a unit is refused: nobody remembers which it would be.
public final class Units {

    static final String DURATION_RULE = "expected a duration such as 500ms, 30s, 5m, 1h or 7d";
    static final String BYTES_RULE = "expected a size such as 512B, 64KiB, 1MiB or 2GiB";

    /// Nine digits of any unit fit into a long of the smallest one.
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)");

    private Units() {}

    public static Duration duration(String text) {
        var match = DURATION.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(DURATION_RULE);
        }
        var amount = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    static long bytes(String text) {
        var match = BYTES.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(BYTES_RULE);
        }
        var amount = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "B" -> amount;
            case "KiB" -> amount << 10;
            case "MiB" -> amount << 20;
            default -> amount << 30;
        };
    }

    /// The shortest form that [#bytes] reads.
    static String print(long bytes) {
        for (var shift = 30; shift > 0; shift -= 10) {
            if (bytes >> shift << shift == bytes && bytes != 0) {
                return (bytes >> shift) + (shift == 30 ? "GiB" : shift == 20 ? "MiB" : "KiB");
            }
        }
        return bytes + "B";
    }

    /// The shortest form that [#duration] reads, to the millisecond.
    public static String print(Duration duration) {
        var millis = duration.toMillis();
        if (millis == 0 || millis % 1000 != 0) {
            return millis == 0 ? "0s" : millis + "ms";
        }
        var seconds = millis / 1000;
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
