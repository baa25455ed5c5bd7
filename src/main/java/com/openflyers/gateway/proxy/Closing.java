package com.openflyers.gateway.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;

/// The two ways to end a connection at once.
final class Closing {

    private Closing() {}

    /// In a way that cannot be taken for the end of a body: zero linger makes the close a reset.
    static void reset(ChannelHandlerContext context) {
        if (context.channel().isActive()) {
            var _ = context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        close(context);
    }

    /// Closes, and reads no more until that is done: a socket that io_uring still looks at stays open.
    static void close(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(false);
        var _ = context.close();
    }
}
