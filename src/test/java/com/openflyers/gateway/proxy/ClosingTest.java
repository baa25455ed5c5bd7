package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class ClosingTest {

    /// On io_uring, whose close waits, a read that was begun meanwhile kept one connection in sixty open.
    @Test
    void what_is_being_closed_is_not_read_any_more() {
        var reader = new Reader();
        var channel = new EmbeddedChannel(reader, new ChannelInboundHandlerAdapter());

        Closing.close(channel.pipeline().lastContext());

        assertThat(reader.readsWhenClosing).isFalse();
        assertThat(channel.isOpen()).isFalse();
    }

    private static final class Reader extends ChannelOutboundHandlerAdapter {

        private boolean readsWhenClosing = true;

        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) {
            readsWhenClosing = context.channel().config().isAutoRead();
            var _ = context.close(promise);
        }
    }
}
