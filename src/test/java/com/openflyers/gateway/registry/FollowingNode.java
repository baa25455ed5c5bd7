package com.openflyers.gateway.registry;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.observe.Readiness;
import com.openflyers.gateway.registry.TableStatus.Current;
import com.openflyers.gateway.registry.TableStatus.Stale;
import com.openflyers.gateway.route.Route;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Target;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A node that follows a registry, as far as this package goes.
final class FollowingNode implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    final RouteTable routes = new RouteTable();
    final Readiness readiness = new Readiness();
    final Follower follower = new Follower(readiness, new Metrics());
    /// Every write to a route, as `host version`; the version is `null` once it is closed.
    final List<String> changes = Collections.synchronizedList(new ArrayList<>());
    private final Vertx vertx;
    private final String deployment;

    FollowingNode(Vertx vertx, DatabaseSettings settings, Path directory) {
        this(vertx, settings, directory, Duration.ofDays(7));
    }

    FollowingNode(Vertx vertx, DatabaseSettings settings, Path directory, SpaceNames names) {
        this(vertx, settings, directory, Duration.ofDays(7), names);
    }

    FollowingNode(Vertx vertx, DatabaseSettings settings, Path directory, Duration keepChanges) {
        this(vertx, settings, directory, keepChanges, StoredRegistry.NAMES);
    }

    private FollowingNode(
            Vertx vertx, DatabaseSettings settings, Path directory, Duration keepChanges, SpaceNames names) {
        this.vertx = vertx;
        routes.listen(new RouteTable.Listener() {
            @Override
            public void targetChanged(Route route, @Nullable Target before, @Nullable Target after) {
                changes.add(route.host() + " "
                        + (after == null ? null : after.space().version()));
            }
        });
        var verticle = new FollowerVerticle(
                new Database(vertx, settings),
                Future.succeededFuture(),
                names,
                new RegistrySettings(directory, POLL, 0.2, keepChanges),
                routes,
                follower);
        this.deployment = result(vertx.deployVerticle(
                verticle, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
    }

    /// This node, once its table is what the registry says.
    FollowingNode current() {
        awaitCurrent();
        return this;
    }

    void awaitCurrent() {
        until("the table is current", () -> follower.status() instanceof Current);
    }

    /// Waits until the node says that it serves an old table, and this among its reasons.
    void awaitStale(String reason) {
        until(
                "the table is stale: " + reason,
                () -> follower.status() instanceof Stale stale && stale.reason().contains(reason));
    }

    /// Name of the version that serves the space; null if nobody does.
    @Nullable
    String version(String space) {
        var route = routes.find(StoredRegistry.NAMES.host(space));
        var target = route == null ? null : route.target();
        return target == null ? null : target.version().name();
    }

    void awaitVersion(String space, @Nullable String version) {
        until(space + " is served by " + version, () -> Objects.equals(version(space), version));
    }

    @Override
    public void close() {
        result(vertx.undeploy(deployment));
    }
}
