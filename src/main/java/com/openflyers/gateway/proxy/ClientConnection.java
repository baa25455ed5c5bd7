package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.proxy.Leaving.Manner;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One connection of a client: one [CurrentRequest] after the other, and the answers we give ourselves.
final class ClientConnection extends ChannelInboundHandlerAdapter {

    private enum State {
        /// Between requests, or inside a head.
        IDLE,
        /// A request is being served.
        BUSY,
        /// The answer is written, and the client has not taken enough of it to be given another.
        UNREAD,
        /// Nothing else is begun: see [Leaving].
        LEAVING,
        CLOSED
    }

    private final EdgeLoop loop;
    private final RequestDecoder decoder;
    private final Replies replies;
    private final Alarms.Alarm alarm;
    private final IdleConnections.Place idle = new IdleConnections.Place(this);
    private ChannelHandlerContext context;
    private Reception reception;
    private State state = State.IDLE;
    private @Nullable CurrentRequest current;
    private @Nullable Leaving leaving;
    private boolean owed; // a head began to arrive, and nothing was written since
    private boolean dirty;
    private boolean insideRead;

    @SuppressWarnings("NullAway.Init") // context and reception are there before anything can call
    private ClientConnection(EdgeLoop loop) {
        this.loop = loop;
        this.decoder = new RequestDecoder(loop.settings().limits(), loop.headParser(), this::headBegan);
        this.replies = new Replies(loop, this);
        this.alarm = loop.alarms().add(() -> Bugs.guard(this, this::expired));
    }

    /// Puts a new connection's handlers in its pipeline.
    static ClientConnection install(ChannelPipeline pipeline, EdgeLoop loop) {
        var connection = new ClientConnection(loop);
        pipeline.addLast("request-decoder", connection.decoder).addLast("client", connection);
        return connection;
    }

    // ---- what its requests ask for

    /// Serves a request from here on.
    void serve(CurrentRequest begun) {
        current = begun;
        try {
            begun.start();
        } catch (RuntimeException | Error bug) {
            broken(bug);
        }
    }

    Reception reception() {
        return reception;
    }

    Replies replies() {
        return replies;
    }

    Alarms.Alarm alarm() {
        return alarm;
    }

    ByteBufAllocator allocator() {
        return context.alloc();
    }

    boolean isWritable() {
        return context.channel().isWritable();
    }

    /// How much the client sent behind the request that is being served.
    int earlyBytes() {
        return decoder.parked();
    }

    boolean owesAnswer() {
        return owed;
    }

    void write(ByteBuf bytes) {
        owed = false;
        dirty = true;
        var _ = context.write(bytes, context.voidPromise());
    }

    void flush() {
        if (dirty) {
            dirty = false;
            context.flush();
        }
    }

    /// Whether to go on reading what the client sends; what lies behind the current request may forbid it.
    void read(boolean on) {
        context.channel().config().setAutoRead(on && !decoder.isFull());
    }

    /// Has the system find out when the client vanishes.
    void keepAlive() {
        KeepAlive.begin(context.channel());
    }

    /// Flushes the request's upstream: at once, or at the end of the read that is being handled.
    void flushUpstream() {
        if (!insideRead && current != null) {
            current.clientReadComplete();
        }
    }

    /// From now on bytes pass as they are, those that the client sent early first.
    void becomeTunnel() {
        read(true);
        context.pipeline().remove(decoder);
    }

    /// Throws away whatever else comes: after a framing fault no byte means anything.
    void discardInput() {
        decoder.discard();
    }

    /// Ends the connection: nothing else is begun on it.
    void leave(Leaving.Manner manner) {
        state = State.LEAVING;
        loop.idleConnections().remove(idle);
        decoder.discard();
        dirty = false;
        leaving = Leaving.begin(manner, context, alarm, loop.settings());
    }

    /// The request is over and has written all it had to.
    void requestEnded() {
        current = null;
        if (state == State.BUSY) {
            next();
        }
    }

    /// An answer of ours is written, and another request may follow it.
    void answered() {
        flush();
        if (current == null) {
            next();
        }
    }

    private void next() {
        if (state == State.CLOSED) {
            return; // what was written has found out that the client is gone
        }
        if (loop.isDraining()) {
            leave(Manner.IN_ORDER);
        } else if (!isWritable()) {
            // Whoever sends requests and takes no answers would fill the memory with them.
            state = State.UNREAD;
            read(false);
            alarm.in(loop.settings().responseIdleNanos());
        } else {
            state = State.IDLE;
            loop.idleConnections().add(idle);
            context.channel().config().setAutoRead(true);
            alarm.in(loop.settings().keepAliveIdleNanos());
            decoder.resume(context.pipeline().context(decoder));
        }
    }

    private void headBegan() {
        owed = true;
        loop.idleConnections().remove(idle);
        alarm.in(loop.settings().headNanos());
    }

    private void expired() {
        if (current != null) {
            current.expired();
        } else if (leaving != null) {
            leaving.expired();
        } else if (state == State.UNREAD) {
            leave(Manner.RESET);
        } else if (state == State.IDLE && decoder.isInsideHead()) {
            reception.refuse(Cause.REQUEST_TIMEOUT);
        } else {
            leave(Manner.GIVING_WAY);
        }
    }

    /// The node stops: nothing new is begun here. What is being served goes on, and says that it is the last.
    void shutDown() {
        if (current != null) {
            current.endLongStream();
        } else if (state == State.IDLE && !decoder.isInsideHead()) {
            leave(Manner.GIVING_WAY);
        }
    }

    /// Tells the request that is being served, if there is one.
    void tell(Consumer<CurrentRequest> word) {
        if (current != null) {
            word.accept(current);
        }
    }

    // ---- Netty's events

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        reception = new Reception(loop, this, Peer.of(loop.trustedProxies(), added.channel()));
        loop.idleConnections().add(idle);
        alarm.in(loop.settings().keepAliveIdleNanos());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        insideRead = true;
        var serving = current;
        switch (message) {
            case FramedRequest request
            when state != State.CLOSED -> {
                state = State.BUSY;
                reception.receive(request);
            }
            case HttpContent part when serving != null -> serving.requestContent(part);
            case ByteBuf bytes when serving != null -> serving.fromClient(bytes);
            case Refusal refusal -> reception.refuse(refusal.reason());
            default -> ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        insideRead = false;
        if (current != null) {
            current.clientReadComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (current != null) {
            current.clientWritabilityChanged();
        } else if (state == State.UNREAD && isWritable()) {
            next();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        loop.idleConnections().remove(idle);
        alarm.cancel();
        loop.connections().remove(this);
        left();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable fault) {
        if (Bugs.isOne(fault)) {
            broken(fault);
        } else {
            left();
            Closing.close(ctx);
        }
    }

    /// A bug: ends what is being served, and the connection with it.
    void broken(Throwable bug) {
        if (current != null) {
            current.broken(bug);
        } else {
            reception.broken(bug);
        }
    }

    private void left() {
        state = State.CLOSED; // so that nothing it sent ahead is begun
        if (current != null) {
            current.clientGone();
        }
    }
}
