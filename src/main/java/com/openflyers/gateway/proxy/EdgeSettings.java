package com.openflyers.gateway.proxy;

import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.route.Upstream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// How the edge listens, whom it believes, and what it allows.
///
/// @param host           address to listen on
/// @param port           0 lets the system choose
/// @param eventLoops     how many; 0 for one for each processor
/// @param probePath      prefix of the probe path that every Host answers to
/// @param fixedHosts     hosts that are no club's, and where each leads; outside the registry
/// @param trustedProxies addresses or blocks whose forwarding fields are believed
public record EdgeSettings(
        String host,
        int port,
        int eventLoops,
        String probePath,
        Map<String, Upstream> fixedHosts,
        List<String> trustedProxies,
        Limits limits,
        Deadlines deadlines) {

    /// How long a WebSocket or an event stream that is to end may take to reach a place where it can.
    private static final Duration BOUNDARY = Duration.ofSeconds(5);

    public EdgeSettings {
        fixedHosts = Map.copyOf(fixedHosts);
        trustedProxies = List.copyOf(trustedProxies);
    }

    public static EdgeSettings from(Settings settings) {
        return new EdgeSettings(
                settings.text("edge.host", "0.0.0.0"),
                settings.port("edge.port", 8080),
                settings.integer("edge.event-loops", 0, 0, 1024),
                settings.text("edge.probe-path", "/.gateway"),
                settings.parsedEntries("edge.fixed-hosts", Upstream::parse),
                settings.texts("edge.trusted-proxies", List.of()),
                Limits.from(settings),
                Deadlines.from(settings));
    }

    long bodyIdleNanos() {
        return deadlines.bodyIdle().toNanos();
    }

    long responseHeadNanos() {
        return deadlines.responseHead().toNanos();
    }

    long responseIdleNanos() {
        return deadlines.responseIdle().toNanos();
    }

    long keepAliveIdleNanos() {
        return deadlines.keepAliveIdle().toNanos();
    }

    long headNanos() {
        return deadlines.head().toNanos();
    }

    long lingerNanos() {
        return deadlines.linger().toNanos();
    }

    long boundaryNanos() {
        return BOUNDARY.toNanos();
    }
}
