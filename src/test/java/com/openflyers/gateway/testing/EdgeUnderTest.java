package com.openflyers.gateway.testing;

import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.gate.Gate;
import com.openflyers.gateway.gate.Gates;
import com.openflyers.gateway.http.ErrorPages;
import com.openflyers.gateway.observe.AccessLog;
import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.observe.Readiness;
import com.openflyers.gateway.proxy.Edge;
import com.openflyers.gateway.proxy.EdgeParts;
import com.openflyers.gateway.proxy.EdgeSettings;
import com.openflyers.gateway.route.Closure;
import com.openflyers.gateway.route.Closure.Ending;
import com.openflyers.gateway.route.HealthCheck;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Space;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.route.Space.Mode;
import com.openflyers.gateway.route.Upstream;
import com.openflyers.gateway.route.Version;
import com.openflyers.gateway.upstream.ServerState;
import com.openflyers.gateway.upstream.UpstreamSettings;
import com.openflyers.gateway.upstream.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.transport.Transport;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The edge alone, on real sockets, with a route table that the test writes itself.
public final class EdgeUnderTest implements AutoCloseable {

    private static final int LOOPS = 2;

    private final Vertx vertx;
    private final RouteTable table = new RouteTable();
    private final Gates gates;
    private final Upstreams upstreams;
    private final Readiness readiness = new Readiness();
    private final Metrics metrics = new Metrics();
    private final LoggedRequests logged = new LoggedRequests();
    private final Edge edge;
    private final int port;
    private long revision;

    /// @param yaml settings that differ from the defaults
    private EdgeUnderTest(Vertx vertx, String yaml) {
        this.vertx = vertx;
        var settings = Settings.of(yaml, "test", environment(yaml));
        var edgeSettings = EdgeSettings.from(settings);
        settings.requireSound();
        upstreams = new Upstreams(vertx.getOrCreateContext(), UpstreamSettings.DEFAULT);
        var limits = edgeSettings.limits();
        var loops = edgeSettings.eventLoops() == 0 ? LOOPS : edgeSettings.eventLoops();
        gates = new Gates(loops, limits.requestsPerSpace(), limits.heldPerSpace());
        table.listen(upstreams);
        table.listen(gates);
        Edge.addFixedHosts(table, edgeSettings);
        edge = new Edge(
                vertx,
                new EdgeParts(
                        edgeSettings,
                        table,
                        gates,
                        upstreams,
                        new ErrorPages(InstantSource.system()),
                        AccessLog.to(logged, 65_536, metrics),
                        metrics,
                        readiness),
                loops);
        port = await(edge.start());
    }

    public static EdgeUnderTest start() {
        return start("");
    }

    public static EdgeUnderTest start(String yaml) {
        return new EdgeUnderTest(Vertx.vertx(), yaml);
    }

    public static EdgeUnderTest start(Transport transport, String yaml) {
        return new EdgeUnderTest(Vertx.builder().withTransport(transport).build(), yaml);
    }

    /// Makes a version known, or changes it.
    public EdgeUnderTest version(String name, Rules rules, Upstream... upstreams) {
        // Asked so rarely that a script never meets a health check it did not expect.
        var check = new HealthCheck("/health", Duration.ofHours(1), Duration.ofSeconds(1));
        table.put(new Version(name, List.of(upstreams), check, rules));
        return this;
    }

    /// Makes a production space known, or flips it.
    public EdgeUnderTest space(String name, String version, String... formerVersions) {
        return space(name, Kind.PRODUCTION, version, formerVersions);
    }

    public EdgeUnderTest space(String name, Kind kind, String version, String... formerVersions) {
        return space(name, kind, null, version, formerVersions);
    }

    /// Holds the requests of a production space, for half a minute; [#space] opens it again.
    public EdgeUnderTest hold(String name, String version, String... formerVersions) {
        return hold(name, Duration.ofSeconds(30), version, formerVersions);
    }

    /// The same for that time, and after it still closed, as a migration leaves it.
    public EdgeUnderTest hold(String name, Duration time, String version, String... formerVersions) {
        var closure = new Closure(Mode.HOLD, Instant.now().plus(time), Ending.STAYS, "", "");
        return space(name, Kind.PRODUCTION, closure, version, formerVersions);
    }

    public EdgeUnderTest refuse(String name, Instant until, String french, String english, String version) {
        var closure = new Closure(Mode.REFUSE, until, Ending.STAYS, french, english);
        return space(name, Kind.PRODUCTION, closure, version);
    }

    private EdgeUnderTest space(
            String name, Kind kind, @Nullable Closure closure, String version, String... formerVersions) {
        table.put(new Space(
                name,
                name + ".localhost",
                "Aéro-club " + name,
                kind,
                closure,
                version,
                name + "_" + version.replace('.', '_'),
                List.of(formerVersions),
                ++revision));
        return this;
    }

    /// A gateway with one space `aeroclub` whose only upstream is the given one.
    public static EdgeUnderTest before(FakeUpstream upstream) {
        return start().leadingTo(upstream);
    }

    public static EdgeUnderTest before(FakeUpstream upstream, Transport transport) {
        return start(transport, "").leadingTo(upstream);
    }

    public EdgeUnderTest leadingTo(FakeUpstream upstream) {
        return version("2.0", Rules.NONE, upstream.address()).space("aeroclub", "2.0");
    }

    public Conversation connect() {
        return Conversation.with(port);
    }

    public Conversation connectFrom(InetAddress address) {
        return Conversation.with(port, address);
    }

    public int port() {
        return port;
    }

    public RouteTable table() {
        return table;
    }

    public Gates gates() {
        return gates;
    }

    /// The gate of a space that is known.
    public Gate gate(String space) {
        return gates.of(Objects.requireNonNull(table.find(space + ".localhost")));
    }

    public Vertx vertx() {
        return vertx;
    }

    public Readiness readiness() {
        return readiness;
    }

    public Edge edge() {
        return edge;
    }

    public List<ServerState> servers(String version) {
        return upstreams.states(version);
    }

    /// What the access log says.
    public LoggedRequests logged() {
        return logged;
    }

    /// The value of a metric, 0 when it was never written.
    ///
    /// @param series name and labels, as Prometheus reads them
    public double metric(String series) {
        return metrics.scrape()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    /// Returns when exactly so many requests wait at gates.
    public EdgeUnderTest awaitHeld(int requests) {
        Futures.until(requests + " requests are held", () -> gates.held() == requests);
        return this;
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    /// A test machine that is busy with something else must not make a loop shed requests, unless that is the test.
    private static Map<String, String> environment(String yaml) {
        var environment = new HashMap<>(Map.of("GATEWAY_EDGE_HOST", "127.0.0.1"));
        if (!yaml.contains("  port:")) {
            environment.put("GATEWAY_EDGE_PORT", "0");
        }
        if (!yaml.contains("overload:")) {
            environment.put("GATEWAY_EDGE_OVERLOAD_LAG", "0s");
        }
        return environment;
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
