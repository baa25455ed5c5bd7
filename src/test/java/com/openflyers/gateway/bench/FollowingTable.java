package com.openflyers.gateway.bench;

import static com.openflyers.gateway.testing.Futures.result;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.observe.Readiness;
import com.openflyers.gateway.registry.Follower;
import com.openflyers.gateway.registry.FollowerVerticle;
import com.openflyers.gateway.registry.RegistrySettings;
import com.openflyers.gateway.route.Route;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Target;
import com.openflyers.gateway.testing.GatewayConfig;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The route table of a node, which notes when its one interesting space was pointed to another version.
final class FollowingTable implements RouteTable.Listener, AutoCloseable {

    /// What the space is served by, and since when.
    private record Applied(@Nullable String version, long nanos) {}

    private final String host;
    private final Vertx vertx = Vertx.vertx();
    private Applied applied = new Applied(null, 0);

    FollowingTable(DatabaseSettings settings, String space) {
        this.host = StoredRegistry.NAMES.host(space);
        var routes = new RouteTable();
        routes.listen(this);
        var verticle = new FollowerVerticle(
                new Database(vertx, settings),
                Future.succeededFuture(),
                StoredRegistry.NAMES,
                new RegistrySettings(
                        GatewayConfig.on(settings).savedTable(), Duration.ofSeconds(1), 0.2, Duration.ofDays(7)),
                routes,
                new Follower(new Readiness(), new Metrics()));
        var _ = result(vertx.deployVerticle(
                verticle, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
    }

    @Override
    public synchronized void targetChanged(Route route, @Nullable Target before, @Nullable Target after) {
        if (route.host().equals(host)) {
            applied = new Applied(after == null ? null : after.space().version(), System.nanoTime());
            notifyAll();
        }
    }

    /// @return when the space was pointed to the version, as of [System#nanoTime]
    synchronized long awaitVersion(String version) {
        try {
            while (!version.equals(applied.version())) {
                wait();
            }
            return applied.nanos();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        result(vertx.close());
    }
}
