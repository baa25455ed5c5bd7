package com.openflyers.gateway.upstream;

import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Version;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The servers of all versions on this node, kept in step with the route table. Of any thread.
public final class Upstreams implements RouteTable.Listener {

    private static final Logger LOG = Logger.getLogger(Upstreams.class.getName());

    private final Map<String, Servers> versions = new ConcurrentHashMap<>();
    private final UpstreamSettings settings;
    private final LongSupplier clock;
    private final Probes probes;

    /// @param context where the servers are asked whether they live: not an edge event loop's
    public Upstreams(Context context, UpstreamSettings settings) {
        this(context, settings, System::nanoTime, Upstreams::log);
    }

    /// @param clock   nanoseconds, as [System#nanoTime]
    /// @param watcher told on the context whenever a server was taken out or came back
    Upstreams(Context context, UpstreamSettings settings, LongSupplier clock, Consumer<Server> watcher) {
        this.settings = settings;
        this.clock = clock;
        this.probes = new Probes(context, watcher);
    }

    /// @return null once the version was removed
    public @Nullable Servers of(Version version) {
        return versions.get(version.name());
    }

    /// @return empty for a version that is not there
    public List<ServerState> states(String version) {
        return serversOf(version).stream().map(Server::state).toList();
    }

    /// Whether a flip to the version would find a server that answers. What could not be asked yet does not count;
    /// wait for [#checked] first.
    public boolean anyHealthy(String version) {
        return serversOf(version).stream()
                .anyMatch(server -> server.health().condition().healthy());
    }

    /// Completes when each server of the version has been asked at least once: within the timeout of a check.
    public Future<Void> checked(String version) {
        return Future.join(serversOf(version).stream().map(Server::firstCheck).toList())
                .mapEmpty();
    }

    /// How often a request went to a server thought to be out, because all of its version were.
    public long desperatePicks(String version) {
        var servers = versions.get(version);
        return servers == null ? 0 : servers.desperatePicks();
    }

    @Override
    public void versionChanged(@Nullable Version before, @Nullable Version after) {
        if (after == null) {
            if (before != null) {
                remove(before.name());
            }
        } else {
            follow(after);
        }
    }

    /// Stops asking. What is known stays, and picks go on: requests may still be in flight.
    public Future<Void> close() {
        return probes.close();
    }

    private void follow(Version version) {
        var servers = versions.computeIfAbsent(version.name(), _ -> new Servers());
        var gone = new HashSet<>(servers.all());
        servers.follow(version, upstream -> new Server(version.name(), upstream, new Health(settings, clock), probes));
        for (var server : servers.all()) {
            gone.remove(server);
            probes.ask(server, version.health());
        }
        gone.forEach(probes::forget);
    }

    private void remove(String version) {
        var servers = versions.remove(version);
        if (servers != null) {
            servers.all().forEach(probes::forget);
        }
    }

    List<Server> serversOf(String version) {
        var servers = versions.get(version);
        return servers == null ? List.of() : servers.all();
    }

    private static void log(Server server) {
        var state = server.state();
        var level = state.condition().healthy() ? Level.INFO : Level.WARNING;
        LOG.log(
                level,
                () -> server + " is " + state.condition() + (state.fault().isEmpty() ? "" : ": " + state.fault()));
    }
}
