package com.openflyers.gateway.proxy;

import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.route.Host;
import com.openflyers.gateway.route.Upstream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How the edge listens, whom it believes, and what it allows.
///
/// @param host           address to listen on
/// @param port           0 lets the system choose
/// @param eventLoops     how many; 0 for one for each processor
/// @param probePath      prefix of the probe path that every Host answers to
/// @param fixedHosts     hosts that are no club's, as [Host] has them, and where each leads; not in the registry
/// @param trustedProxies addresses or blocks whose forwarding fields are believed
/// @param overloadLag    by which an event loop may be late before it turns new requests away; 0 for never
public record EdgeSettings(
        String host,
        int port,
        int eventLoops,
        String probePath,
        Map<String, Upstream> fixedHosts,
        List<String> trustedProxies,
        Limits limits,
        Deadlines deadlines,
        Duration overloadLag) {

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
                settings.parsed("edge.probe-path", "/.gateway", EdgeSettings::probePath),
                fixedHosts(settings),
                settings.parsedList("edge.trusted-proxies", List.of(), TrustedProxies::requireNetwork),
                Limits.from(settings),
                Deadlines.from(settings),
                settings.duration("edge.overload.lag", Duration.ofMillis(500)));
    }

    /// By the host in the form in which requests are compared.
    private static Map<String, Upstream> fixedHosts(Settings settings) {
        var key = "edge.fixed-hosts";
        var hosts = new HashMap<String, Upstream>();
        settings.parsedEntries(key, Upstream::parse).forEach((authority, upstream) -> {
            var host = Host.parse(authority);
            if (host == null) {
                settings.refuse(key + "." + authority, "expected a host, such as client.openflyers.com");
            } else if (hosts.put(host, upstream) != null) {
                settings.refuse(key + "." + authority, "is the host " + host + " a second time");
            }
        });
        return hosts;
    }

    private static String probePath(String text) {
        if (!text.matches("(/[!-.0-~]+)+")) {
            throw new IllegalArgumentException(
                    "expected an absolute path without a slash at its end, such as /.gateway");
        }
        return text;
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

    long holdNanos() {
        return deadlines.hold().toNanos();
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
