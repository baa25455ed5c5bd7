package com.openflyers.gateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringSocketChannel;
import jdk.net.ExtendedSocketOptions;

/// Has the system ask whether the other end of a silent connection is still there (RFC 9293 §3.8.4).
///
/// Where a stream may be silent for as long as it likes, no deadline finds out that a telephone went out of reach;
/// left alone, its place would be taken for ever. The other system answers; its program sees nothing of it.
final class KeepAlive {

    /// Seconds without a byte before it is asked, and from one unanswered question to the next.
    private static final int IDLE = 60;

    private static final int AGAIN = 15;
    /// Questions without an answer after which the connection is reset.
    private static final int MOST = 4;

    private KeepAlive() {}

    static void begin(Channel channel) {
        var config = channel.config();
        switch (channel) {
            case EpollSocketChannel _ -> {
                config.setOption(EpollChannelOption.TCP_KEEPIDLE, IDLE);
                config.setOption(EpollChannelOption.TCP_KEEPINTVL, AGAIN);
                config.setOption(EpollChannelOption.TCP_KEEPCNT, MOST);
            }
            case IoUringSocketChannel _ -> {
                config.setOption(IoUringChannelOption.TCP_KEEPIDLE, IDLE);
                config.setOption(IoUringChannelOption.TCP_KEEPINTVL, AGAIN);
                config.setOption(IoUringChannelOption.TCP_KEEPCNT, MOST);
            }
            case NioSocketChannel _ -> {
                config.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), IDLE);
                config.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), AGAIN);
                config.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), MOST);
            }
            default -> {}
        }
        config.setOption(ChannelOption.SO_KEEPALIVE, true);
    }
}
