package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.HealthCheck;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Upstream;
import com.openflyers.gateway.route.Version;
import com.openflyers.gateway.upstream.Server;
import com.openflyers.gateway.upstream.UpstreamSettings;
import com.openflyers.gateway.upstream.Upstreams;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamConnectionTest {

    private static final Duration IDLE = Duration.ofMinutes(4);

    private final Vertx vertx = Vertx.vertx();
    private final Server server = server();
    private final UpstreamPools pools = new UpstreamPools();
    private final EmbeddedChannel channel = new EmbeddedChannel(new ClosesLater());

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void an_idle_connection_is_taken() {
        var connection = idle();

        assertThat(pools.take(server)).isSameAs(connection);
    }

    @Test
    void one_that_closes_since_bytes_came_unasked_is_not_taken() {
        var _ = idle();

        channel.writeInbound(Unpooled.copiedBuffer("HTTP/1.1 200 OK\r\n\r\n", StandardCharsets.US_ASCII));

        assertThat(channel.isActive()).isTrue();
        assertThat(pools.take(server)).isNull();
    }

    @Test
    void one_that_closes_since_it_was_reset_is_not_taken() {
        var _ = idle();

        channel.pipeline().fireExceptionCaught(new java.net.SocketException("Connection reset"));

        assertThat(channel.isActive()).isTrue();
        assertThat(pools.take(server)).isNull();
    }

    /// When a loop was late, so was its look at the pool.
    @Test
    void one_whose_time_is_up_is_not_taken_even_if_nobody_has_looked_since() {
        var _ = idleSince(System.nanoTime() - IDLE.toNanos());

        assertThat(pools.take(server)).isNull();
        assertThat(pools.size()).isZero();
    }

    private UpstreamConnection idle() {
        return idleSince(System.nanoTime());
    }

    private UpstreamConnection idleSince(long time) {
        var limits = new Limits(8_192, 32_768, 65_536, 100, 0, 1_000, 5_000, 0, 2_000, 1 << 20, 50_000);
        var decoder = new ResponseDecoder(limits, new HeadParser(100));
        var connection = UpstreamConnection.install(channel.pipeline(), server, pools, decoder);
        connection.recycle(time, IDLE.toNanos());
        return connection;
    }

    private Server server() {
        var check = new HealthCheck("/", Duration.ofHours(1), Duration.ofSeconds(1));
        var version = new Version("2.0", List.of(new Upstream("http", "127.0.0.1", 1)), check, Rules.NONE);
        var upstreams = new Upstreams(vertx.getOrCreateContext(), UpstreamSettings.DEFAULT);
        upstreams.versionChanged(null, version);
        return Objects.requireNonNull(
                Objects.requireNonNull(upstreams.of(version)).pick(null));
    }

    /// A transport that has been told to close and has not done so yet.
    private static final class ClosesLater extends ChannelOutboundHandlerAdapter {

        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) {}
    }
}
