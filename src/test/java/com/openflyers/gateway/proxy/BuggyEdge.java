package com.openflyers.gateway.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.gate.Gates;
import com.openflyers.gateway.http.ErrorPages;
import com.openflyers.gateway.observe.AccessLog;
import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.observe.Readiness;
import com.openflyers.gateway.route.Closure;
import com.openflyers.gateway.route.Closure.Ending;
import com.openflyers.gateway.route.HealthCheck;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Space;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.route.Space.Mode;
import com.openflyers.gateway.route.Version;
import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.LoggedRequests;
import com.openflyers.gateway.upstream.UpstreamSettings;
import com.openflyers.gateway.upstream.Upstreams;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetClientInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One event loop of the edge in whose pipelines stand handlers that throw, as a bug in ours would, and whose other
/// parts do so when asked.
final class BuggyEdge extends VerticleBase implements AutoCloseable {

    /// A field that a bug follows once its request has been handed on.
    static final String CLIENT_BUG = "X-Bug: client\r\n";

    /// Bytes that a bug follows as soon as they are read.
    static final String READ_BUG = "X-Bug: read";

    /// Begins an answer that a bug follows once it has been handed on.
    static final String UPSTREAM_BUG = "HTTP/1.1 200 OK\r\nX-Bug: upstream\r\n";

    private final Vertx owner = Vertx.vertx();
    private final RouteTable table = new RouteTable();
    private final Gates gates = new Gates(1, 100, 100);
    private final LoggedRequests logged = new LoggedRequests();
    private final AtomicBoolean breakConnection = new AtomicBoolean();
    private final EdgeParts parts;

    private NetServer server;

    @SuppressWarnings("NullAway.Init") // the server is there from start to stop
    private BuggyEdge(FakeUpstream upstream) {
        var settings = EdgeSettings.from(Settings.of("", "test", Map.of()));
        var upstreams = new Upstreams(owner.getOrCreateContext(), UpstreamSettings.DEFAULT);
        var metrics = new Metrics();
        table.listen(upstreams);
        table.listen(gates);
        var check = new HealthCheck("/health", Duration.ofHours(1), Duration.ofSeconds(1));
        table.put(new Version("2.0", List.of(upstream.address()), check, Rules.NONE));
        put(null);
        parts = new EdgeParts(
                settings,
                table,
                gates,
                upstreams,
                new ErrorPages(() -> {
                    throw new IllegalStateException("a bug in the pages");
                }),
                AccessLog.to(logged, 65_536, metrics),
                metrics,
                new Readiness());
    }

    static BuggyEdge before(FakeUpstream upstream) {
        var edge = new BuggyEdge(upstream);
        edge.owner.deployVerticle(edge).await();
        return edge;
    }

    @Override
    public Future<?> start() {
        var limits = parts.settings().limits();
        var client = (NetClientInternal) vertx.createNetClient();
        var loop = new EdgeLoop(
                0, parts, new Addresses(limits), new HeldMemory(limits), (ContextInternal) context, buggy(client));
        var _ = vertx.setPeriodic(TimeUnit.NANOSECONDS.toMillis(Alarms.TICK), _ -> loop.tick());
        server = vertx.createNetServer(
                new NetServerOptions().setHost("127.0.0.1").setPort(0));
        return server.connectHandler(socket -> accept(loop, RawPipeline.of(socket)))
                .listen();
    }

    /// Closes the space, with a page that is never finished.
    void refuseWithBug() {
        put(new Closure(Mode.REFUSE, Instant.now().plusSeconds(60), Ending.STAYS, "", ""));
    }

    void hold() {
        put(new Closure(Mode.HOLD, Instant.now().plusSeconds(60), Ending.STAYS, "", ""));
    }

    /// The next connection to the upstream is made and turns out to be none.
    void breakNextConnection() {
        breakConnection.set(true);
    }

    Conversation connect() {
        return Conversation.with(server.actualPort());
    }

    Gates gates() {
        return gates;
    }

    LoggedRequests logged() {
        return logged;
    }

    void awaitHeld(int requests) {
        Futures.until(requests + " requests are held", () -> gates.held() == requests);
    }

    void awaitInFlight(int requests) {
        Futures.until(requests + " requests are in flight", () -> gates.inFlight() == requests);
    }

    @Override
    public void close() {
        owner.close().await();
    }

    private void put(@Nullable Closure closure) {
        table.put(new Space(
                "aeroclub", "aeroclub.localhost", "Aéro-club", Kind.PRODUCTION, closure, "2.0", null, List.of(), 1));
    }

    private static void accept(EdgeLoop loop, ChannelPipeline pipeline) {
        loop.connections().add(ClientConnection.install(pipeline, loop));
        var _ = pipeline.addFirst(new Bug(READ_BUG)).addBefore("client", "bug", new ChannelInboundHandlerAdapter() {

            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                var bug = message instanceof FramedRequest request
                        && request.headers().contains("X-Bug", "client", true);
                context.fireChannelRead(message);
                if (bug) {
                    throw new IllegalStateException("a bug behind a request");
                }
            }
        });
    }

    /// The same client, but for the connections that it makes.
    private NetClientInternal buggy(NetClientInternal client) {
        return (NetClientInternal) Proxy.newProxyInstance(
                NetClientInternal.class.getClassLoader(),
                new Class<?>[] {NetClientInternal.class},
                (_, method, arguments) -> {
                    if (method.getName().equals("connectInternal")) {
                        arguments[1] = buggy((ContextInternal) arguments[2], cast(arguments[1]));
                    }
                    return invoke(client, method, arguments);
                });
    }

    private Promise<NetSocket> buggy(ContextInternal context, Promise<@Nullable NetSocket> promise) {
        var made = context.<NetSocket>promise();
        made.future()
                .onSuccess(socket -> {
                    if (breakConnection.getAndSet(false)) {
                        var _ = socket.close();
                        promise.complete(null);
                    } else {
                        var pipeline = ((NetSocketInternal) socket)
                                .channelHandlerContext()
                                .pipeline();
                        var _ = pipeline.addFirst(new Bug("X-Bug: upstream"));
                        promise.complete(socket);
                    }
                })
                .onFailure(promise::fail);
        return made;
    }

    @SuppressWarnings("unchecked")
    private static Promise<@Nullable NetSocket> cast(Object promise) {
        return (Promise<@Nullable NetSocket>) promise;
    }

    private static @Nullable Object invoke(Object target, Method method, @Nullable Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /// Throws behind bytes that hold the words, once they have been handled.
    private static final class Bug extends ChannelInboundHandlerAdapter {

        private final String words;

        Bug(String words) {
            this.words = words;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var bug = message instanceof ByteBuf bytes
                    && bytes.toString(ISO_8859_1).contains(words);
            context.fireChannelRead(message);
            if (bug) {
                throw new IllegalStateException("a bug behind " + words);
            }
        }
    }
}
