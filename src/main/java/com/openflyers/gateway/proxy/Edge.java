package com.openflyers.gateway.proxy;

import com.openflyers.gateway.route.HealthCheck;
import com.openflyers.gateway.route.Route;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Space;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.route.Space.Mode;
import com.openflyers.gateway.route.Target;
import com.openflyers.gateway.route.Upstream;
import com.openflyers.gateway.route.Version;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The listener in front of all clubs: one verticle for each event loop, all on one port.
public final class Edge implements RouteTable.Listener {

    private final Vertx vertx;
    private final EdgeParts parts;
    private final int loops;
    private final List<EdgeVerticle> verticles = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Addresses addresses;
    private final HeldMemory heldMemory;

    /// @param loops as many as the gates have lanes
    public Edge(Vertx vertx, EdgeParts parts, int loops) {
        this.vertx = vertx;
        this.parts = parts;
        this.loops = loops;
        this.addresses = new Addresses(parts.settings().limits());
        this.heldMemory = new HeldMemory(parts.settings().limits());
    }

    /// Puts the fixed hosts in the table: spaces that are no club's, each with a version of its own.
    public static void addFixedHosts(RouteTable table, EdgeSettings settings) {
        settings.fixedHosts().forEach((host, upstream) -> addFixedHost(table, host, upstream));
    }

    /// Listens. Completes with the port when every event loop accepts.
    public Future<Integer> start() {
        var port = port();
        for (var lane = 0; lane < loops; lane++) {
            verticles.add(new EdgeVerticle(lane, parts, port, addresses, heldMemory, connections));
        }
        var started = verticles.stream()
                .map(verticle -> {
                    verticle.join(verticles.stream()
                            .filter(other -> other != verticle)
                            .toList());
                    return vertx.deployVerticle(verticle);
                })
                .toList();
        return Future.all(started).map(_ -> {
            parts.table().listen(this);
            return verticles.getFirst().port();
        });
    }

    /// Connections of clients.
    public int connections() {
        return connections.get();
    }

    /// Connections to upstreams that nobody uses at the moment.
    public int idleUpstreamConnections() {
        return verticles.stream()
                .mapToInt(verticle -> verticle.loop().pools().size())
                .sum();
    }

    /// Serves on, and says with each answer that its connection ends: who comes back is to be sent elsewhere.
    public void leave() {
        onEveryLoop(EdgeLoop::leave);
    }

    /// Stops accepting, ends every connection after its present answer, and closes what is left at the deadline.
    public Future<Void> drain(Duration deadline) {
        var drains = verticles.stream()
                .map(verticle -> verticle.drain(deadline.toMillis(), TimeUnit.MILLISECONDS))
                .toList();
        return Future.join(drains).mapEmpty();
    }

    @Override
    public void targetChanged(Route route, @Nullable Target before, @Nullable Target after) {
        if (before == null) {
            return; // nothing runs and nobody waits
        }
        var ended = after == null
                || !before.space().version().equals(after.space().version())
                || after.space().mode() != Mode.OPEN;
        if (ended) {
            onEveryLoop(loop -> loop.longStreams().end(route));
        }
        if (before.space().mode() != Mode.OPEN) {
            onEveryLoop(loop -> loop.holds().look(route));
        } else if (after != null && after.space().mode() != Mode.OPEN) {
            onEveryLoop(loop -> loop.awaitUploads(route));
        }
    }

    private void onEveryLoop(Consumer<EdgeLoop> task) {
        for (var verticle : verticles) {
            var loop = verticle.loop();
            loop.execute(() -> task.accept(loop));
        }
    }

    /// Vert.x gives every server that asks for port 0 a port of its own, and all that ask for the same negative one the
    /// same.
    private int port() {
        return parts.settings().port() == 0 ? -1 : parts.settings().port();
    }

    /// One more, which leads to a part of this process.
    public static void addFixedHost(RouteTable table, String host, Upstream upstream) {
        var name = Version.FIXED + table.size();
        var version = new Version(name, List.of(upstream), HealthCheck.DEFAULT, Rules.NONE);
        table.put(version);
        table.put(new Space(host, host, host, Kind.FIXED, null, version.name(), null, List.of(), 0));
    }
}
