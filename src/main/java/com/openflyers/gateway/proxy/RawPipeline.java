package com.openflyers.gateway.proxy;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;

/// The pipeline of a socket that Vert.x accepted or connected, without Vert.x's own handlers.
///
/// They serve an API that the edge does not use: a queue for writers on other threads, which takes 4.7 KB of each
/// connection, and a second one for files. The server and the client close their channels at their own end all the
/// same: they know those, not the handlers.
final class RawPipeline {

    private RawPipeline() {}

    /// On the socket's event loop, before it has read anything. The socket itself is of no use after it.
    static ChannelPipeline of(NetSocket socket) {
        var pipeline = ((NetSocketInternal) socket).channelHandlerContext().pipeline();
        pipeline.remove("handler");
        if (pipeline.get("chunkedWriter") != null) {
            pipeline.remove("chunkedWriter");
        }
        return pipeline;
    }
}
