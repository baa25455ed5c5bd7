package com.openflyers.gateway.upstream;

import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.observe.Registration;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Version;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows each server in the metrics for as long as its version lists it. Listens to the table after [Upstreams].
public final class UpstreamMeters implements RouteTable.Listener {

    private final Upstreams upstreams;
    private final Metrics metrics;
    /// Written by the table's writers, who take turns.
    private final Map<Server, List<Registration>> servers = new HashMap<>();

    private final Map<String, List<Registration>> versions = new HashMap<>();

    public UpstreamMeters(Upstreams upstreams, Metrics metrics) {
        this.upstreams = upstreams;
        this.metrics = metrics;
    }

    @Override
    public void versionChanged(@Nullable Version before, @Nullable Version after) {
        var gone = new HashSet<Server>();
        if (before != null) {
            servers.keySet().stream()
                    .filter(server -> server.version().equals(before.name()))
                    .forEach(gone::add);
        }
        if (after != null) {
            var _ = versions.computeIfAbsent(after.name(), this::version);
            for (var server : upstreams.serversOf(after.name())) {
                gone.remove(server);
                var _ = servers.computeIfAbsent(server, this::server);
            }
        } else if (before != null) {
            close(versions.remove(before.name()));
        }
        gone.forEach(server -> close(servers.remove(server)));
    }

    private List<Registration> version(String name) {
        return List.of(metrics.counted(
                "gateway_upstream_desperate_picks",
                "Requests sent to an upstream thought to be out, because all of the version were",
                () -> upstreams.desperatePicks(name),
                "version",
                name));
    }

    private List<Registration> server(Server server) {
        String[] tags = {
            "version", server.version(), "upstream", server.upstream().toString()
        };
        return List.of(
                metrics.gauge(
                        "gateway_upstream_healthy",
                        "1 when the upstream passed its check and nothing speaks against it, else 0",
                        () -> server.health().condition().healthy() ? 1 : 0,
                        tags),
                metrics.gauge(
                        "gateway_upstream_outstanding",
                        "Requests sent to the upstream that have not ended",
                        server::outstanding,
                        tags),
                metrics.counted(
                        "gateway_upstream_ejections",
                        "How often failed requests took the upstream out, since it was added",
                        () -> server.health().ejections(),
                        tags));
    }

    private static void close(@Nullable List<Registration> registrations) {
        if (registrations != null) {
            registrations.forEach(Registration::close);
        }
    }
}
