package com.openflyers.gateway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;

/// The two ways to end a connection so that the other side understands it; what is written goes out before either.
final class Closing {

    private Closing() {}

    /// Says that nothing follows, and leaves the other direction open.
    ///
    /// @param done      run when that is said
    /// @param otherwise run when it cannot be
    static void shutOutput(ChannelHandlerContext context, Runnable done, Runnable otherwise) {
        var _ = context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            // Only now: shutting down right behind a flush loses what the transport still holds.
            if (written.isSuccess() && context.channel() instanceof DuplexChannel channel) {
                var _ = channel.shutdownOutput();
                done.run();
            } else {
                otherwise.run();
            }
        });
    }

    /// Closes in a way that cannot be taken for the end of a body.
    static void reset(ChannelHandlerContext context) {
        var _ = context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> {
            // Zero linger makes the close a reset, without which a body that ends with its connection looks whole.
            var _ = context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            close(context);
        });
    }

    /// Closes, and reads no more until that is done: a socket that io_uring still looks at stays open.
    static void close(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(false);
        var _ = context.close();
    }
}
