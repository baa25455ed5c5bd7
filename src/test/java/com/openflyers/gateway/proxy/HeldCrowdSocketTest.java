package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Rules.Retry;
import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// As many connections waiting at one gate as may, each with a body.
@Isolated // it reads how much memory all take
class HeldCrowdSocketTest {

    private static final int CROWD = 2_000;
    private static final long ALLOWED = 64L * 1024 * 1024;
    private static final String HOST = "Host: aeroclub.localhost\r\n";

    @Test
    void two_thousand_waiting_requests_are_answered_once_each_by_their_class_within_bounded_memory() {
        try (var old = FakeUpstream.answering("1.3.1");
                var fresh = FakeUpstream.answering("2.0");
                var edge = EdgeUnderTest.start("edge: {deadlines: {hold: 5m}}")) {
            edge.version("1.3.1", rules("PHPSESSID"), old.address()).version("2.0", Rules.NONE, fresh.address());
            edge.hold("aeroclub", java.time.Duration.ofMinutes(5), "1.3.1");
            var before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
            var crowd = new ArrayList<Conversation>();
            for (var i = 0; i < CROWD; i++) {
                crowd.add(edge.connect().send(request(i)));
            }
            edge.awaitHeld(CROWD);

            var taken = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - before;
            edge.space("aeroclub", "2.0", "1.3.1");

            var statuses = new HashMap<Integer, Integer>();
            for (var client : crowd) {
                statuses.merge(client.readMessage().status(), 1, Integer::sum);
                client.finish();
                assertThat(client.readToEnd()).isEmpty();
                client.close();
            }
            assertThat(statuses).isEqualTo(Map.of(200, CROWD / 2, 303, CROWD / 4, 409, CROWD / 4));
            assertThat(fresh.received()).hasSize(CROWD / 2);
            assertThat(old.received()).isEmpty();
            assertThat(taken).isLessThan(2 * ALLOWED);
            assertThat(edge.gates().held()).isZero();
            assertThat(edge.metric("gateway_hold_seconds_count{end=\"released\"}"))
                    .isEqualTo(CROWD);
        }
    }

    /// In turn neutral, a look with an old session, neutral, and a write with one.
    private static String request(int i) {
        var session = i % 2 == 0 ? "" : "Cookie: PHPSESSID=" + i + "\r\n";
        return i % 4 == 1
                ? "GET /" + i + " HTTP/1.1\r\n" + HOST + session + "\r\n"
                : "POST /" + i + " HTTP/1.1\r\n" + HOST + session + "Content-Length: 4000\r\n\r\n" + "x".repeat(4_000);
    }

    private static Rules rules(String cookie) {
        return new Rules(
                List.of(cookie),
                List.of(),
                List.of(),
                "/",
                Map.of(),
                List.of(),
                Rules.DEFAULT_UPSTREAM_IDLE,
                Retry.FORBIDDEN);
    }
}
