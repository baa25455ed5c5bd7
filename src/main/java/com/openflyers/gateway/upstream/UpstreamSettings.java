package com.openflyers.gateway.upstream;

import com.openflyers.gateway.config.Settings;
import java.time.Duration;

/// When a server is taken out, and how it comes back.
///
/// @param failures        requests in a row that fail after the connection stood, until the server is ejected
/// @param ejection        how long the first ejection lasts; each that follows before the server is back at its full
///                        share lasts twice as long
/// @param longestEjection where the doubling ends
/// @param failedChecks    checks in a row that fail until a server that was healthy is down
/// @param slowStart       from coming back to the full share of requests; zero for at once
public record UpstreamSettings(
        int failures, Duration ejection, Duration longestEjection, int failedChecks, Duration slowStart) {

    public static final UpstreamSettings DEFAULT =
            new UpstreamSettings(3, Duration.ofSeconds(1), Duration.ofSeconds(30), 2, Duration.ofSeconds(10));

    public static UpstreamSettings from(Settings settings) {
        var tick = Duration.ofMillis(10);
        var hour = Duration.ofHours(1);
        var ejection = settings.duration("upstream.ejection", DEFAULT.ejection, tick, hour);
        var longest = settings.duration("upstream.longest-ejection", DEFAULT.longestEjection, tick, hour);
        if (longest.compareTo(ejection) < 0) {
            settings.refuse("upstream.longest-ejection", "expected no less than upstream.ejection");
            longest = ejection;
        }
        return new UpstreamSettings(
                settings.integer("upstream.failures", DEFAULT.failures, 1, 1_000),
                ejection,
                longest,
                settings.integer("upstream.failed-checks", DEFAULT.failedChecks, 1, 1_000),
                settings.duration("upstream.slow-start", DEFAULT.slowStart, Duration.ZERO, hour));
    }
}
