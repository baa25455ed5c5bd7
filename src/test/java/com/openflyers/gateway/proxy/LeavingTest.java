package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.proxy.Leaving.Manner;
import com.openflyers.gateway.testing.Conversation;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A client that takes its time, on a real socket: what is written is more than the system holds.
class LeavingTest {

    private static final int WRITTEN = 16 << 20;
    private static final Duration LINGER = Duration.ofMillis(50);

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    @AfterEach
    void stop() {
        var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_ORDER", "GIVING_WAY"})
    void who_reads_late_gets_all_of_it(Manner manner) {
        var left = new CompletableFuture<Void>();
        var server = server(manner, Duration.ofMinutes(1), left);
        try (var client = Conversation.with(port(server))) {
            left.join();
            // Not a hope: by now the time to linger is over, for whoever counts it from the wrong moment.
            LockSupport.parkNanos(LINGER.multipliedBy(6).toNanos());

            assertThat(client.readToEnd()).hasSize(WRITTEN);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_ORDER", "GIVING_WAY"})
    void who_never_reads_is_reset_so_that_nothing_looks_whole(Manner manner) {
        var left = new CompletableFuture<Void>();
        var server = server(manner, LINGER, left);
        try (var client = Conversation.with(port(server))) {
            left.join();
            LockSupport.parkNanos(LINGER.multipliedBy(6).toNanos());

            assertThat(client.endsByReset()).isTrue();
        }
    }

    /// Writes to whoever connects, and leaves.
    private Channel server(Manner manner, Duration taking, CompletableFuture<Void> left) {
        var settings = EdgeSettings.from(Settings.of(
                "edge: {deadlines: {linger: " + LINGER.toMillis() + "ms, response-idle: " + taking.toMillis() + "ms}}",
                "test",
                Map.of()));
        var handler = new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                var alarms = new Alarms();
                var _ = context.write(context.alloc().buffer(WRITTEN).writeZero(WRITTEN));
                var leaving = new CompletableFuture<Leaving>();
                leaving.complete(Leaving.begin(
                        manner, context, alarms.add(() -> leaving.join().expired()), settings));
                var _ = context.executor()
                        .scheduleAtFixedRate(alarms::look, 0, LINGER.toMillis() / 5, TimeUnit.MILLISECONDS);
                left.complete(null);
            }
        };
        return new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(handler)
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    private static int port(Channel server) {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }
}
