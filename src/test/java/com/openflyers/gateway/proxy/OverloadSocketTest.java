package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.observe.Readiness.Overall;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.Eventually;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.Message;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Event loops that are too late to take more.
class OverloadSocketTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void a_loop_that_is_late_turns_requests_away_but_not_probes_and_takes_them_again_when_it_is_not() {
        var busy = new AtomicBoolean(true);
        try (var upstream = FakeUpstream.answering("booked");
                var edge = EdgeUnderTest.start("edge: {overload: {lag: 4ms}}")) {
            edge.version("2.0", Rules.NONE, upstream.address()).space("aeroclub", "2.0");
            assertThat(ask(edge, "/").status()).isEqualTo(200);

            occupy(edge, busy);
            // Asked for together: a loop that was on time once by chance begins anew.
            var shed = new AtomicReference<Message>();
            Eventually.holds(
                    PATIENCE,
                    () -> {
                        shed.set(ask(edge, "/"));
                        return shed.get().status() == 503
                                && edge.readiness().report().overall() == Overall.DEGRADED;
                    },
                    () -> new AssertionError("never shed"));
            var probe = ask(edge, "/.gateway/ready");
            busy.set(false);

            assertThat(shed.get().field("X-Gateway-Error")).isEqualTo("overloaded");
            assertThat(shed.get().field("Retry-After")).isEqualTo("2");
            assertThat(shed.get().field("Cache-Control")).isEqualTo("no-store");
            assertThat(probe.status()).isEqualTo(200);
            Eventually.holds(
                    PATIENCE,
                    () -> edge.readiness().report().overall() == Overall.READY,
                    () -> new AssertionError("never well again"));
            assertThat(ask(edge, "/").body()).isEqualTo("booked");
        }
    }

    /// Gives every event loop a tenth of a second of work each time it comes around.
    private static void occupy(EdgeUnderTest edge, AtomicBoolean busy) {
        var loops = ((VertxInternal) edge.vertx()).nettyEventLoopGroup();
        loops.forEach(loop -> loop.execute(() -> work(loop, busy)));
    }

    private static void work(EventExecutor loop, AtomicBoolean busy) {
        if (busy.get()) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            // By a timer: what is merely executed may run many times before the loop looks at its sockets.
            var _ = loop.schedule(() -> work(loop, busy), 1, TimeUnit.MILLISECONDS);
        }
    }

    private static Message ask(EdgeUnderTest edge, String path) {
        try (var client = edge.connect()) {
            return client.send("GET " + path + " HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n")
                    .readMessage();
        }
    }
}
