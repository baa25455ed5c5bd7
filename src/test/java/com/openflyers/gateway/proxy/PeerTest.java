package com.openflyers.gateway.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Without sockets, as not every machine that runs the tests has IPv6.
class PeerTest {

    @ParameterizedTest
    @CsvSource({"::1, ::1", "2001:db8:0:0:0:0:0:7, 2001:db8::7"})
    void an_address_of_ipv6_is_bracketed_and_quoted(String address, String shown) throws UnknownHostException {
        var written = written(address);

        assertThat(written).contains("X-Forwarded-For: " + shown + "\r\n");
        assertThat(written).contains("Forwarded: for=\"[" + shown + "]\";proto=http;host=\"a\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "::ffff:192.0.2.7"})
    void an_address_of_ipv4_is_neither(String address) throws UnknownHostException {
        assertThat(written(address)).contains("Forwarded: for=192.0.2.7;proto=http;host=\"a\"\r\n");
    }

    private static String written(String address) throws UnknownHostException {
        var remote = new InetSocketAddress(InetAddress.getByName(address), 4711);
        var head = new HeadBuffer().begin();
        new Peer(TrustedProxies.parse(List.of()), remote, 80).write(head, new DefaultHttpHeaders(), "a");
        var buffer = head.toBuffer(ByteBufAllocator.DEFAULT, 0);
        try {
            return buffer.toString(ISO_8859_1);
        } finally {
            buffer.release();
        }
    }
}
