package com.openflyers.gateway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;

/// The end of a client's connection: what is written goes out first, for as long as the client takes it.
///
/// A client that does not take it is reset. Closed in order, its connection would make what was cut short look whole.
final class Leaving {

    enum Manner {
        /// When the client has taken what is written.
        IN_ORDER,
        /// In a way that cannot be taken for the end of a body.
        RESET,
        /// No request has begun, so that there may be nothing to wait for.
        GIVING_WAY,
        /// There is no room for it.
        AT_ONCE
    }

    private final ChannelHandlerContext context;
    private final Alarms.Alarm alarm;
    private boolean said;

    private Leaving(ChannelHandlerContext context, Alarms.Alarm alarm) {
        this.context = context;
        this.alarm = alarm;
    }

    static Leaving begin(Manner manner, ChannelHandlerContext context, Alarms.Alarm alarm, EdgeSettings settings) {
        var leaving = new Leaving(context, alarm);
        switch (manner) {
            case IN_ORDER -> leaving.inOrder(settings);
            case RESET -> leaving.abruptly(settings);
            case GIVING_WAY -> leaving.idle(settings);
            case AT_ONCE -> Closing.close(context);
        }
        return leaving;
    }

    /// Says that nothing follows, and reads on for a while so that the client can read it: closing at once would make
    /// its next segment reset the connection, answer and all (RFC 9112 §9.6).
    private void inOrder(EdgeSettings settings) {
        alarm.in(settings.responseIdleNanos());
        Closing.shutOutput(context, () -> {
            said = true;
            alarm.in(settings.lingerNanos());
            context.channel().config().setAutoRead(true);
        });
    }

    private void idle(EdgeSettings settings) {
        var unsent = context.channel().unsafe().outboundBuffer();
        if (unsent != null && unsent.totalPendingWriteBytes() > 0) {
            inOrder(settings);
        } else {
            Closing.close(context);
        }
    }

    private void abruptly(EdgeSettings settings) {
        alarm.in(settings.lingerNanos());
        var _ = context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> Closing.reset(context));
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
