package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.config.Settings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestDecoderTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n";

    private static final Limits LIMITS = Limits.from(Settings.of("", "test", Map.of()));

    private final List<Boolean> reading = new ArrayList<>();

    /// A transport goes on within one read for as long as nobody tells it to stop.
    @Test
    void what_lies_behind_a_request_stops_the_read_that_is_under_way() {
        var channel = new EmbeddedChannel(new Transport(), new RequestDecoder(LIMITS, new HeadParser(100), () -> {}));

        channel.writeInbound(bytes(GET), bytes(GET.repeat(500)), bytes(GET.repeat(500)), bytes(GET.repeat(1_000)));

        assertThat(reading).containsExactly(true, true, true, false);
        channel.finishAndReleaseAll();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }

    /// Notes behind each part of one read whether another would follow.
    private final class Transport extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.fireChannelRead(message);
            reading.add(ctx.channel().config().isAutoRead());
        }
    }
}
