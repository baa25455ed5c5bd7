package com.openflyers.gateway.route;

import java.time.Duration;

/// How a version's upstreams are asked whether they live.
///
/// @param path     the target of the GET; any answer below 500 means alive
/// @param interval from one question to the next
/// @param timeout  for connect and answer together; no longer than the interval
public record HealthCheck(String path, Duration interval, Duration timeout) {

    /// Below it, checks would be a load of their own.
    private static final Duration SHORTEST = Duration.ofMillis(100);

    public static final HealthCheck DEFAULT = new HealthCheck("/", Duration.ofSeconds(2), Duration.ofSeconds(1));

    public HealthCheck {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the path of a health check starts with /, not " + path);
        }
        if (interval.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "the interval of a health check is at least " + SHORTEST.toMillis() + " ms");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("the timeout of a health check is longer than zero");
        }
        if (timeout.compareTo(interval) > 0) {
            throw new IllegalArgumentException("the timeout of a health check is no longer than its interval");
        }
    }
}
