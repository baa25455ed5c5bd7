package com.openflyers.gateway.app;

import com.openflyers.gateway.account.ClientAreaVerticle;
import com.openflyers.gateway.admin.OperationsVerticle;
import com.openflyers.gateway.billing.SpaceNews;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.SchemaVerticle;
import com.openflyers.gateway.fleet.GateWatch;
import com.openflyers.gateway.fleet.NodeVerticle;
import com.openflyers.gateway.gate.Gates;
import com.openflyers.gateway.http.ErrorPages;
import com.openflyers.gateway.observe.AccessLog;
import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.observe.Readiness;
import com.openflyers.gateway.observe.Readiness.NotReady;
import com.openflyers.gateway.observe.Readiness.Ready;
import com.openflyers.gateway.proxy.Edge;
import com.openflyers.gateway.proxy.EdgeParts;
import com.openflyers.gateway.proxy.TrustedProxies;
import com.openflyers.gateway.registry.Audit;
import com.openflyers.gateway.registry.Follower;
import com.openflyers.gateway.registry.FollowerVerticle;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Upstream;
import com.openflyers.gateway.upstream.UpstreamMeters;
import com.openflyers.gateway.upstream.Upstreams;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// One running gateway: builds every part, starts them in order and stops them in order.
///
/// Nothing here waits for PostgreSQL: what was saved is served first, and without anything saved the node listens and
/// says that it is not ready. The control side (registry, fleet, operations) runs on virtual threads.
public final class Gateway {

    private static final Logger LOG = Logger.getLogger(Gateway.class.getName());

    /// Event loops beside the edge's: for PostgreSQL, health checks and the operations port.
    private static final int CONTROL_LOOPS = 2;

    /// How long the edge's port stays shut for what the registry has to say.
    private static final Duration FIRST_READING = Duration.ofSeconds(5);

    /// For each part that ends: whoever stops a node must not wait for what has lost its way.
    private static final Duration ENDING = Duration.ofSeconds(4);

    private final Vertx vertx;
    private final GatewaySettings settings;
    private final Metrics metrics;
    private final Readiness readiness = new Readiness();
    private final AccessLog accessLog;
    private final RouteTable table = new RouteTable();
    private final Gates gates;
    private final Upstreams upstreams;
    private final Edge edge;
    private final Database database;
    private final SchemaVerticle schema;
    private final Follower follower;
    private final FollowerVerticle following;
    private final NodeVerticle node;
    private final Control control;
    private final ClientAreaVerticle clientArea;
    private final OperationsVerticle operations;
    private final Map<String, String> deployed = new ConcurrentHashMap<>();
    private int edgePort;

    private Gateway(Vertx vertx, int loops, GatewaySettings settings, Metrics metrics, AccessLog accessLog) {
        var pages = new ErrorPages(InstantSource.system());
        this.vertx = vertx;
        this.settings = settings;
        this.metrics = metrics;
        this.accessLog = accessLog;
        follower = new Follower(readiness, metrics);
        var limits = settings.edge().limits();
        gates = new Gates(loops, limits.requestsPerSpace(), limits.heldPerSpace());
        upstreams = new Upstreams(vertx.getOrCreateContext(), settings.upstream());
        edge = new Edge(
                vertx,
                new EdgeParts(settings.edge(), table, gates, upstreams, pages, accessLog, metrics, readiness),
                loops);
        database = new Database(vertx, settings.database());
        schema = new SchemaVerticle(settings.database());
        following =
                new FollowerVerticle(database, schema.ready(), settings.names(), settings.registry(), table, follower);
        node = new NodeVerticle(
                database,
                schema.ready(),
                settings.fleet(),
                BuildVersion.number(),
                follower,
                new GateWatch(table, gates, settings.names()),
                readiness);
        control = Control.of(vertx, database, schema.ready(), settings, metrics, follower);
        clientArea = control.clientArea()
                .server(
                        pages,
                        Stream.concat(
                                        Stream.of(control.moves()),
                                        control
                                                .billing()
                                                .pages(control.clientArea(), SpaceNews.ofMigrations())
                                                .stream())
                                .toList(),
                        control.billing().news(control.clientArea()),
                        List.of(
                                control.billing().export(control.clientArea()),
                                control.moves().export()),
                        TrustedProxies.parse(settings.edge().trustedProxies())::client);
        operations = new OperationsVerticle(
                settings.operations(),
                new OperationsVerticle.Parts(
                        database,
                        control.versions(),
                        control.spaces(),
                        control.closures(),
                        control.pointers(),
                        new Audit(),
                        follower,
                        control.fleet(),
                        table,
                        gates,
                        upstreams,
                        control.migrations(),
                        control.removals(),
                        control.quarantine(),
                        control.clientArea().accounts(),
                        control.settings(),
                        control.billing(),
                        readiness,
                        metrics),
                pages,
                InstantSource.system());
    }

    /// Completes when the edge and the operations port accept connections.
    ///
    /// Fails with a [StartFailure] when one of them cannot; nothing is left running then.
    public static Future<Gateway> start(GatewaySettings settings) {
        try {
            var asked = settings.edge().eventLoops();
            var loops = asked == 0 ? Runtime.getRuntime().availableProcessors() : asked;
            var transport = settings.transport().transport();
            // Before there is anything that a failure would leave running.
            var metrics = new Metrics();
            var accessLog = AccessLog.open(settings.accessLog(), metrics);
            var vertx = Vertx.builder()
                    .with(new VertxOptions().setEventLoopPoolSize(loops + CONTROL_LOOPS))
                    .withTransport(transport)
                    .build();
            LOG.info(() -> "transport " + transport.name() + ", " + loops + " event loops");
            return new Gateway(vertx, loops, settings, metrics, accessLog).startOrClose();
        } catch (IOException e) {
            return Future.failedFuture(new StartFailure("the access log cannot be opened: " + e.getMessage(), e));
        } catch (StartFailure e) {
            return Future.failedFuture(e);
        }
    }

    public int edgePort() {
        return edgePort;
    }

    public int operationsPort() {
        return operations.port();
    }

    /// Fails readiness first and serves on until every load balancer has seen it, each answer being the last of its
    /// connection; then stops accepting, lets running requests end, takes this node off the list and closes what is
    /// left.
    public Future<Void> stop() {
        readiness.drain();
        edge.leave();
        var lameDuck = settings.shutdown().lameDuck().toMillis();
        LOG.info(() -> "not ready any more; serving for another " + lameDuck + " ms");
        var drained = vertx.timer(Math.max(1, lameDuck), TimeUnit.MILLISECONDS)
                .compose(_ -> ended(
                        "the edge",
                        settings.shutdown().drain().plus(ENDING),
                        edge.drain(settings.shutdown().drain())));
        return closeAfter(drained);
    }

    private Future<Gateway> startOrClose() {
        // Of no event loop, as in closeAfter.
        var started = Promise.<Gateway>promise();
        start().onComplete(
                        _ -> started.complete(this),
                        failure -> closeAfter(Future.succeededFuture()).onComplete(_ -> started.fail(failure)));
        return started.future();
    }

    private Future<Void> start() {
        table.listen(upstreams);
        table.listen(gates);
        Edge.addFixedHosts(table, settings.edge());
        table.listen(new UpstreamMeters(upstreams, metrics));
        Gauges.register(metrics, table, gates, edge);
        readiness.set("edge", new NotReady("does not accept connections yet"));
        // Neither needs the registry to open its port: they do so beside it.
        var area = deployControl(clientArea).recover(this::clientAreaFailure);
        var office = deployControl(operations).recover(this::operationsFailure);
        var serving = followRegistry()
                .compose(_ -> area)
                .compose(_ -> openEdge())
                .compose(_ -> Future.all(control.verticles(settings, schema.ready(), metrics).stream()
                        .map(this::deployControl)
                        .toList()));
        // Joined: whatever is still being deployed when one fails must be found by whoever closes.
        return Future.join(area, office, serving)
                .onSuccess(_ -> LOG.info(() -> "edge on port " + edgePort + ", operations on port " + operationsPort()))
                .mapEmpty();
    }

    /// Before the edge's port opens: on the list of those whom a hold waits for, then up to date, if there is a
    /// registry to be had. A space that was closed while this node was away must not find an open door.
    private Future<?> followRegistry() {
        return deployControl(schema)
                .compose(_ -> schema.attempted())
                .compose(_ -> deployControl(node))
                .compose(_ -> deployControl(following))
                .compose(_ -> schema.ready().isComplete() ? follower.settled(FIRST_READING) : Future.succeededFuture());
    }

    private Future<?> openEdge() {
        var upstream = Upstream.parse(clientArea.url());
        settings.clientArea().hosts().forEach(host -> Edge.addFixedHost(table, host, upstream));
        return edge.start().recover(this::edgeFailure).onSuccess(port -> {
            edgePort = port;
            readiness.set("edge", new Ready());
        });
    }

    /// Closes everything, whatever became of `before`.
    private Future<Void> closeAfter(Future<Void> before) {
        // Of no event loop: those are gone when it completes.
        var closed = Promise.<Void>promise();
        // The verticles first: they leave the fleet and save the table while there is a database to speak to.
        before.transform(_ -> Future.join(vertx.deploymentIDs().stream()
                        .map(id -> ended(deployed.getOrDefault(id, "a verticle"), ENDING, vertx.undeploy(id)))
                        .toList()))
                .transform(_ -> ended("health checks", ENDING, upstreams.close()))
                .transform(_ -> ended("the pool of connections", ENDING, database.close()))
                .onComplete(_ -> vertx.close().onComplete(result -> {
                    accessLog.close();
                    metrics.close();
                    closed.handle(result);
                }));
        return closed.future();
    }

    private static Future<Void> ended(String part, Duration longest, Future<Void> end) {
        return end.timeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(cause -> LOG.warning(part + " did not end in order: " + cause))
                .otherwiseEmpty();
    }

    private Future<String> deployControl(Deployable verticle) {
        return vertx.deployVerticle(verticle, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
                .onSuccess(id -> deployed.put(id, verticle.toString()));
    }

    private Future<Integer> edgeFailure(Throwable cause) {
        return Future.failedFuture(
                StartFailure.listening(settings.edge().host(), settings.edge().port(), "edge.port", cause));
    }

    private Future<String> clientAreaFailure(Throwable cause) {
        return Future.failedFuture(
                StartFailure.listening("127.0.0.1", settings.clientArea().port(), "client-area.port", cause));
    }

    private Future<String> operationsFailure(Throwable cause) {
        return Future.failedFuture(StartFailure.listening(
                settings.operations().address(), settings.operations().port(), "operations.port", cause));
    }
}
