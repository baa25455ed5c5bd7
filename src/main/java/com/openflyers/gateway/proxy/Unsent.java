package com.openflyers.gateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringSocketChannel;

/// How much of what was written to a client the system keeps, beyond what is on its way.
///
/// Left alone that grows to megabytes, of which a third must be taken before we hear of it: on a slow line that lasts
/// longer than a deadline, and a client who reads all the time looks as if he had gone. NIO cannot say it.
final class Unsent {

    private static final long MOST = 256 * 1024;

    private Unsent() {}

    static void bound(Channel channel) {
        switch (channel) {
            case EpollSocketChannel epoll -> epoll.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, MOST);
            case IoUringSocketChannel ring -> ring.config().setOption(IoUringChannelOption.TCP_NOTSENT_LOWAT, MOST);
            default -> {}
        }
    }
}
