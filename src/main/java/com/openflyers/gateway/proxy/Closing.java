package com.openflyers.gateway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;

/// The ways to end a connection: one direction when everything written has gone out, or both at once.
final class Closing {

    private Closing() {}

    /// Says that nothing follows when everything written has gone out, and leaves the other direction open; closes
    /// where that cannot be said.
    ///
    /// @param said run when it is
    static void shutOutput(ChannelHandlerContext context, Runnable said) {
        var _ = context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            // Only now: shutting down right behind a flush loses what the transport still holds.
            if (written.isSuccess() && context.channel() instanceof DuplexChannel channel) {
                var _ = channel.shutdownOutput();
                said.run();
            } else {
                close(context);
            }
        });
    }

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
