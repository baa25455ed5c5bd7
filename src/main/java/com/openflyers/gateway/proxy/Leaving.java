package com.openflyers.gateway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;

/// The end of a client's connection: what is written goes out first, for as long as the client takes it.
///
/// A client that does not take it is reset. Closed in order, its connection would make what was cut short look whole.
final class Leaving {

    private final ChannelHandlerContext context;
    private final Alarms.Alarm alarm;
    private boolean said;

    private Leaving(ChannelHandlerContext context, Alarms.Alarm alarm) {
        this.context = context;
        this.alarm = alarm;
    }

    /// Says that nothing follows, and reads on for a while so that the client can read it: closing at once would make
    /// its next segment reset the connection, answer and all (RFC 9112 §9.6).
    static Leaving inOrder(ChannelHandlerContext context, Alarms.Alarm alarm, EdgeSettings settings) {
        var leaving = new Leaving(context, alarm);
        alarm.in(settings.responseIdleNanos());
        Closing.shutOutput(context, () -> {
            leaving.said = true;
            alarm.in(settings.lingerNanos());
            context.channel().config().setAutoRead(true);
        });
        return leaving;
    }

    /// The same for a connection on which no request has begun, so that there may be nothing to wait for.
    static Leaving idle(ChannelHandlerContext context, Alarms.Alarm alarm, EdgeSettings settings) {
        var unsent = context.channel().unsafe().outboundBuffer();
        if (unsent != null && unsent.totalPendingWriteBytes() > 0) {
            return inOrder(context, alarm, settings);
        }
        Closing.close(context);
        return new Leaving(context, alarm);
    }

    /// In a way that cannot be taken for the end of a body.
    static Leaving abruptly(ChannelHandlerContext context, Alarms.Alarm alarm, EdgeSettings settings) {
        alarm.in(settings.lingerNanos());
        var _ = context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> Closing.reset(context));
        return new Leaving(context, alarm);
    }

    /// The alarm rang.
    void expired() {
        alarm.clear();
        if (said) {
            Closing.close(context);
        } else {
            Closing.reset(context);
        }
    }
}
