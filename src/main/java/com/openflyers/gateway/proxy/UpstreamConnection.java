package com.openflyers.gateway.proxy;

import com.openflyers.gateway.upstream.Server;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelOutputShutdownException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection to an upstream: serves one exchange at a time, or lies idle in the pool of its event loop.
final class UpstreamConnection extends ChannelInboundHandlerAdapter {

    private final Server server;
    private final UpstreamPools pools;
    private final ResponseDecoder decoder;

    private ChannelHandlerContext context;
    private @Nullable Exchange exchange;
    private boolean used;
    private boolean dirty;
    private boolean closing;
    private long idleUntil;

    @SuppressWarnings("NullAway.Init") // the context is there before anything can call
    private UpstreamConnection(Server server, UpstreamPools pools, ResponseDecoder decoder) {
        this.server = server;
        this.pools = pools;
        this.decoder = decoder;
    }

    /// Puts a new connection's handlers in its pipeline.
    static UpstreamConnection install(
            ChannelPipeline pipeline, Server server, UpstreamPools pools, ResponseDecoder decoder) {
        // An upstream that refuses a body closes before it has read it: what it answered is to be read all the same.
        pipeline.channel().config().setAutoClose(false);
        var connection = new UpstreamConnection(server, pools, decoder);
        pipeline.addLast("response-decoder", connection.decoder);
        pipeline.addLast("upstream", connection);
        return connection;
    }

    Server server() {
        return server;
    }

    /// Begins to serve an exchange.
    void attach(Exchange next, boolean head) {
        exchange = next;
        decoder.expect(head);
    }

    /// Lets go of the exchange; whatever still arrives is no business of its.
    void detach() {
        exchange = null;
    }

    /// Whether the connection served a request before the present one: then its end may have crossed with ours.
    boolean wasUsed() {
        return used;
    }

    boolean hasAnswered() {
        return decoder.hasReadAnything();
    }

    boolean hasLeftovers() {
        return decoder.hasLeftovers();
    }

    boolean answersCleanly() {
        return decoder.answersCleanly();
    }

    /// Puts the connection back; call only when request and answer are complete and nothing lies behind the answer.
    void recycle(long now, long idleNanos) {
        detach();
        used = true;
        idleUntil = now + idleNanos;
        context.channel().config().setAutoRead(true);
        pools.put(this);
    }

    boolean isUsable() {
        // One that closes is active until the kernel has done so, with io_uring some events later: what was sent on it
        // until then would be received and not answered.
        return !closing && context.channel().isActive() && isWritable() && !decoder.hasLeftovers();
    }

    boolean isExpired(long now) {
        return now - idleUntil >= 0;
    }

    void write(ByteBuf bytes) {
        dirty = true;
        var _ = context.write(bytes, context.voidPromise());
    }

    void flush() {
        if (dirty) {
            dirty = false;
            context.flush();
        }
    }

    boolean isWritable() {
        return context.channel().isWritable();
    }

    ByteBufAllocator allocator() {
        return context.alloc();
    }

    void read(boolean on) {
        context.channel().config().setAutoRead(on);
    }

    /// Has the system find out when the upstream vanishes.
    void keepAlive() {
        KeepAlive.begin(context.channel());
    }

    /// From now on bytes pass as they are; those that came behind the 101 first.
    void becomeTunnel() {
        context.pipeline().remove(decoder);
    }

    void close() {
        closing = true;
        detach();
        Closing.close(context);
    }

    /// Says that nothing follows when everything written has gone out, and leaves it to the upstream to close, or to
    /// the time: a close with unread bytes is a reset, which takes back what the upstream has not read either.
    void closeAfterWrites(long nanos) {
        closing = true;
        detach();
        read(true);
        var atLast = context.channel().eventLoop().schedule(this::close, nanos, TimeUnit.NANOSECONDS);
        var _ = context.channel().closeFuture().addListener(_ -> atLast.cancel(false));
        Closing.shutOutput(context, () -> {});
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var serving = exchange;
        if (serving == null) {
            ReferenceCountUtil.release(message);
            if (!closing) {
                // Bytes that nobody asked for (RFC 9112 §9.2): whatever comes next here cannot be trusted.
                close();
            }
            return;
        }
        switch (message) {
            case HttpResponse response -> serving.responseHead(response);
            case HttpContent content -> serving.responseContent(content);
            case ByteBuf bytes -> serving.fromUpstream(bytes);
            default -> ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.upstreamReadComplete();
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.upstreamWritabilityChanged();
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        var serving = exchange;
        detach();
        if (serving != null) {
            serving.upstreamClosed();
        } else {
            pools.remove(this);
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable fault) {
        if (fault instanceof ChannelOutputShutdownException || fault instanceof ClosedChannelException) {
            return; // of a write: the upstream takes no more, and what it has said may still lie here
        }
        // Before the decoder can take the end of the connection for the end of a body: a reset is no end.
        var serving = exchange;
        detach();
        if (serving == null) {
            Bugs.logIdle(fault);
        } else if (Bugs.isOne(fault)) {
            serving.broken(fault);
        } else {
            serving.upstreamClosed();
        }
        close();
    }
}
