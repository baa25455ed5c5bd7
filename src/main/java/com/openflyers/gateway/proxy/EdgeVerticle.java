package com.openflyers.gateway.proxy;

import com.openflyers.gateway.observe.EventLoopLag;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetClientInternal;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The edge's part on one event loop: accepts connections there and keeps them there.
final class EdgeVerticle extends VerticleBase {

    private static final int BACKLOG = 4096;
    private static final Duration LAG_INTERVAL = Duration.ofMillis(250);

    private final int lane;
    private final EdgeParts parts;
    private final int port;
    private final Addresses addresses;
    private final HeldMemory heldMemory;
    private final AtomicInteger connections;
    private List<EdgeVerticle> siblings = List.of();

    private EdgeLoop loop;
    private NetServer server;
    private EventLoopLag lag;

    /// @param addresses   of clients, on the whole node
    /// @param heldMemory  for requests that wait, on the whole node
    /// @param connections of clients, on the whole node
    @SuppressWarnings("NullAway.Init") // loop, server and lag are there from start to stop
    EdgeVerticle(
            int lane,
            EdgeParts parts,
            int port,
            Addresses addresses,
            HeldMemory heldMemory,
            AtomicInteger connections) {
        this.lane = lane;
        this.parts = parts;
        this.port = port;
        this.addresses = addresses;
        this.heldMemory = heldMemory;
        this.connections = connections;
    }

    EdgeLoop loop() {
        return loop;
    }

    /// @param others of the same node; before it starts
    void join(List<EdgeVerticle> others) {
        siblings = List.copyOf(others);
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public Future<?> start() {
        var client = (NetClientInternal) vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        loop = new EdgeLoop(lane, parts, addresses, heldMemory, (ContextInternal) context, client);
        lag = EventLoopLag.watch(context, lane, LAG_INTERVAL, parts.metrics(), loop::late);
        var _ = vertx.setPeriodic(TimeUnit.NANOSECONDS.toMillis(Alarms.TICK), _ -> loop.tick());
        server = vertx.createNetServer(new NetServerOptions()
                .setHost(parts.settings().host())
                .setPort(port)
                .setTcpNoDelay(true)
                .setAcceptBacklog(BACKLOG));
        return server.connectHandler(this::accept).listen();
    }

    /// Stops accepting, lets what is being served end, and then closes what is left.
    Future<Void> drain(long timeout, TimeUnit unit) {
        loop.execute(() -> loop.drain(unit.toNanos(timeout)));
        return server.shutdown(timeout, unit);
    }

    @Override
    public Future<?> stop() {
        lag.stop();
        loop.close();
        return Future.succeededFuture();
    }

    private void accept(NetSocket socket) {
        var tooMany = connections.incrementAndGet() > parts.settings().limits().connections();
        var pipeline = RawPipeline.of(socket);
        Unsent.bound(pipeline.channel());
        var _ = pipeline.channel().closeFuture().addListener(_ -> connections.decrementAndGet());
        var mustGo = tooMany && !loop.idleConnections().closeOldest();
        var newcomer = ClientConnection.install(pipeline, loop);
        loop.connections().add(newcomer);
        if (mustGo) {
            makeRoom(newcomer, siblings.iterator());
        }
    }

    /// Asks the other loops in turn for an idle connection that can go; without one it is the newcomer.
    private void makeRoom(ClientConnection newcomer, Iterator<EdgeVerticle> others) {
        if (!others.hasNext()) {
            loop.execute(() -> newcomer.leave(Leaving.Manner.AT_ONCE));
            return;
        }
        var other = others.next().loop();
        other.execute(() -> {
            if (!other.idleConnections().closeOldest()) {
                makeRoom(newcomer, others);
            }
        });
    }
}
