package com.openflyers.gateway.proxy;

import com.openflyers.gateway.gate.Gates;
import com.openflyers.gateway.observe.Readiness.Degraded;
import com.openflyers.gateway.observe.Readiness.Ready;
import com.openflyers.gateway.route.Route;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Space.Mode;
import com.openflyers.gateway.upstream.Upstreams;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetClientInternal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/// What the connections of one event loop share. Touched by that loop alone, but for [#execute].
final class EdgeLoop {

    private static final Logger LOG = Logger.getLogger(EdgeLoop.class.getName());

    private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    /// For a request that is on its way when its space is closed; less than the time that a migration waits for it.
    private static final long UPLOAD = TimeUnit.SECONDS.toNanos(5);
    private static final long LAST_MOMENT = TimeUnit.MILLISECONDS.toNanos(200);

    private final int lane;
    private final EdgeParts parts;
    private final Addresses addresses;
    private final TrustedProxies trustedProxies;
    private final ContextInternal context;

    private final HeadBuffer head = new HeadBuffer();
    private final HeadParser headParser;
    private final Alarms alarms = new Alarms();
    private final UpstreamPools pools = new UpstreamPools();
    private final UpstreamConnector connector;
    private final RequestIds requestIds = new RequestIds();
    private final FormerVersions formerVersions;
    private final OwnAnswers answers;
    private final EdgeProbe probe;
    private final LoopMeters meters;
    private final LongStreams longStreams = new LongStreams();
    private final Set<ClientConnection> connections = Collections.newSetFromMap(new IdentityHashMap<>());

    private final HoldQueues holds;
    private final IdleConnections idleConnections = new IdleConnections();
    private final Overload overload;

    private boolean leaving;
    private boolean draining;
    private long dateSecond = -1;
    private CharSequence date = "";

    /// @param addresses  of the whole node
    /// @param heldMemory likewise
    EdgeLoop(
            int lane,
            EdgeParts parts,
            Addresses addresses,
            HeldMemory heldMemory,
            ContextInternal context,
            NetClientInternal netClient) {
        this.lane = lane;
        this.parts = parts;
        this.addresses = addresses;
        this.holds = new HoldQueues(heldMemory, parts.metrics().holds());
        this.context = context;
        this.headParser = new HeadParser(parts.settings().limits().fields());
        this.connector = new UpstreamConnector(context, netClient, pools, parts.settings(), headParser);
        this.trustedProxies = TrustedProxies.parse(parts.settings().trustedProxies());
        this.overload = new Overload(parts.settings().overloadLag().toNanos());
        this.formerVersions = new FormerVersions(parts.table());
        this.meters = new LoopMeters(parts);
        var allocator = ByteBufAllocator.DEFAULT;
        this.answers = new OwnAnswers(parts.pages(), head, allocator, this::date);
        this.probe = new EdgeProbe(parts.settings().probePath(), parts.readiness(), head, allocator, this::date);
    }

    int lane() {
        return lane;
    }

    EdgeSettings settings() {
        return parts.settings();
    }

    RouteTable table() {
        return parts.table();
    }

    Gates gates() {
        return parts.gates();
    }

    Upstreams upstreams() {
        return parts.upstreams();
    }

    Addresses addresses() {
        return addresses;
    }

    TrustedProxies trustedProxies() {
        return trustedProxies;
    }

    FormerVersions formerVersions() {
        return formerVersions;
    }

    OwnAnswers answers() {
        return answers;
    }

    EdgeProbe probe() {
        return probe;
    }

    HeadBuffer head() {
        return head;
    }

    HeadParser headParser() {
        return headParser;
    }

    Alarms alarms() {
        return alarms;
    }

    UpstreamPools pools() {
        return pools;
    }

    UpstreamConnector connector() {
        return connector;
    }

    LoopMeters meters() {
        return meters;
    }

    LongStreams longStreams() {
        return longStreams;
    }

    Set<ClientConnection> connections() {
        return connections;
    }

    /// Where requests wait.
    HoldQueues holds() {
        return holds;
    }

    IdleConnections idleConnections() {
        return idleConnections;
    }

    /// Nanoseconds, as of the last tick.
    long now() {
        return alarms.now();
    }

    String requestId() {
        return requestIds.next();
    }

    /// Whether this node is going to stop: every answer is the last of its connection.
    boolean isLeaving() {
        return leaving;
    }

    /// Whether this node stops: no request is begun any more.
    boolean isDraining() {
        return draining;
    }

    /// Whether this loop is too late to take new requests.
    boolean isOverloaded() {
        return overload.isShedding();
    }

    /// The present second as an IMF-fixdate.
    CharSequence date() {
        var millis = System.currentTimeMillis();
        if (millis / 1000 != dateSecond) {
            dateSecond = millis / 1000;
            date = IMF_FIXDATE.format(Instant.ofEpochMilli(millis));
        }
        return date;
    }

    /// Runs on this event loop; from any thread.
    void execute(Runnable task) {
        context.nettyEventLoop().execute(task);
    }

    /// Ten times a second.
    void tick() {
        alarms.look();
        holds.look();
        pools.look(alarms.now());
    }

    /// The loop was looked at.
    ///
    /// @param nanos by which it was late
    void late(long nanos) {
        if (overload.look(nanos)) {
            var shedding = overload.isShedding();
            var name = "event loop " + lane;
            var fact = shedding ? new Degraded("late: new requests are turned away") : new Ready();
            parts.readiness().set(name, fact);
            LOG.warning(() -> name + (shedding ? " is late and turns new requests away" : " takes requests again"));
        }
    }

    /// The space was closed: whoever waits until nothing of it is in flight must not wait for a request that drips. Of
    /// what is not here in full no version has made anything yet.
    void awaitUploads(Route route) {
        later(UPLOAD, () -> {
            var target = route.target();
            if (target != null && target.space().mode() != Mode.OPEN) {
                new ArrayList<>(connections)
                        .forEach(connection -> connection.tell(request -> request.endUpload(route)));
            }
        });
    }

    /// Ends each connection with its next answer, so that few are left to be closed under a request by [#drain].
    void leave() {
        leaving = true;
    }

    /// Begins to stop: idle connections close, busy ones after their answer; who waits at a gate may for half of
    /// the time.
    ///
    /// What is still being answered shortly before the end is broken off: closed in order, as all connections are
    /// then, an answer that ends with its connection would look whole.
    void drain(long nanos) {
        leaving = true;
        draining = true;
        holds.stopIn(nanos / 2);
        new ArrayList<>(connections).forEach(ClientConnection::shutDown);
        later(
                nanos - Math.min(nanos / 10, LAST_MOMENT),
                () -> new ArrayList<>(connections).forEach(connection -> connection.tell(CurrentRequest::cutShort)));
    }

    void close() {
        pools.closeAll();
    }

    private void later(long nanos, Runnable task) {
        var _ = context.nettyEventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
    }
}
