package com.openflyers.gateway.proxy;

import static com.openflyers.gateway.testing.FakeUpstream.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.Latches;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a closed gate promises to a migration: once nothing runs, nothing will, and what runs comes to an end.
class ClosedAndDrainedSocketTest {

    private static final String HANDSHAKE = "GET /ws HTTP/1.1\r\nHost: %s.localhost\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    private static final String SWITCH =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
    private static final String GOING_AWAY = "\u0088\u0002\u0003\u00e9";
    private static final String STREAM = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

    /// One client that sends a byte now and then would keep a club from ever being moved.
    @Test
    void a_request_that_drips_holds_up_no_closed_gate_and_one_that_is_here_in_full_is_served() throws Exception {
        var ended = new CountDownLatch(1);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    if (connection.peer().readHead().startsWith("POST /slow ")) {
                        connection.peer().readToEnd();
                        return;
                    }
                    Latches.await(ended);
                    connection.answer(ok("served"));
                });
                var edge = EdgeUnderTest.before(upstream);
                var slow = edge.connect();
                var whole = edge.connect()) {
            slow.send("POST /slow HTTP/1.1\r\nHost: aeroclub.localhost\r\nContent-Length: 1000\r\n\r\nx");
            whole.send("GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n");
            var gate = edge.gate("aeroclub");
            Futures.until("both are in flight", () -> gate.inFlight() == 2);

            edge.hold("aeroclub", "2.0");
            Futures.until("the slow one is given up", () -> {
                if (gate.inFlight() == 2) {
                    slow.send("x");
                }
                return gate.inFlight() == 1;
            });

            assertThat(slow.readMessage().status()).isEqualTo(408);
            ended.countDown();
            assertThat(whole.readMessage().body()).isEqualTo("served");
            Futures.until("nothing runs", () -> gate.inFlight() == 0);
        }
    }

    @Test
    void no_request_reaches_the_old_version_after_its_gate_was_closed_and_drained() throws Exception {
        var flips = 30;
        var stop = new AtomicBoolean();
        var served = new AtomicInteger();
        try (var one = FakeUpstream.answering("one");
                var two = FakeUpstream.answering("two");
                var edge = EdgeUnderTest.start()) {
            var upstreams = new FakeUpstream[] {one, two};
            edge.version("1", Rules.NONE, one.address()).version("2", Rules.NONE, two.address());
            edge.space("aeroclub", "1");
            var members = new ArrayList<Thread>();
            for (var i = 0; i < 8; i++) {
                members.add(Thread.ofVirtual().start(() -> ask(edge, stop, served)));
            }
            var gate = edge.gate("aeroclub");

            for (var flip = 0; flip < flips; flip++) {
                var left = upstreams[flip % 2];
                var version = Integer.toString(flip % 2 + 1);
                var next = Integer.toString((flip + 1) % 2 + 1);
                var before = served.get();
                Futures.until("members are served", () -> served.get() > before + 8);
                edge.hold("aeroclub", version);
                Futures.until("nothing runs", () -> gate.inFlight() == 0);
                var heard = left.received().size();
                Futures.until("members wait", () -> gate.held() == 8);
                edge.space("aeroclub", next, version);

                assertThat(left.received()).hasSize(heard);
            }

            stop.set(true);
            for (var member : members) {
                member.join();
            }
            assertThat(one.received().size() + two.received().size()).isEqualTo(served.get());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closing_a_gate_ends_the_websockets_of_its_space_and_of_no_other(boolean refuse) {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.peer().readHead();
                    connection.answer(SWITCH);
                    connection.answer(connection.peer().read(2));
                    connection.peer().readToEnd();
                });
                var edge = EdgeUnderTest.before(upstream).space("mermoz", "2.0");
                var client = edge.connect();
                var other = edge.connect()) {
            client.send(HANDSHAKE.formatted("aeroclub")).readHead();
            other.send(HANDSHAKE.formatted("mermoz")).readHead();

            if (refuse) {
                edge.refuse("aeroclub", Instant.now().plusSeconds(60), "", "", "2.0");
            } else {
                edge.hold("aeroclub", "2.0");
            }

            assertThat(client.readToEnd()).isEqualTo(GOING_AWAY);
            Futures.until("nothing runs", () -> edge.gate("aeroclub").inFlight() == 0);
            edge.version("2.1", Rules.NONE, upstream.address()).space("blériot", "2.1");
            assertThat(other.send("hi").read(2)).isEqualTo("hi");
        }
    }

    @Test
    void closing_a_gate_ends_an_event_stream_after_an_event() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    connection.answer(STREAM + "data: 1\n\n");
                    connection.peer().readToEnd();
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            client.send("GET /events HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n");
            client.readHead();
            assertThat(client.read(14)).isEqualTo("9\r\ndata: 1\n\n\r\n");

            edge.hold("aeroclub", "2.0");

            assertThat(client.readToEnd()).isEqualTo("0\r\n\r\n");
        }
    }

    @Test
    void a_websocket_that_opens_only_after_the_gate_was_closed_is_ended_as_well() throws Exception {
        var asked = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.peer().readHead();
                    asked.countDown();
                    Latches.await(closed);
                    connection.answer(SWITCH);
                    connection.peer().readToEnd();
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            client.send(HANDSHAKE.formatted("aeroclub"));
            Latches.await(asked);

            edge.hold("aeroclub", "2.0");
            closed.countDown();

            assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
            assertThat(client.readToEnd()).isEqualTo(GOING_AWAY);
            Futures.until("nothing runs", () -> edge.gate("aeroclub").inFlight() == 0);
        }
    }

    @Test
    void what_ran_when_the_gate_was_closed_is_answered_in_full() throws Exception {
        var asked = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    asked.countDown();
                    Latches.await(closed);
                    connection.answer(ok("recorded"));
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: aeroclub.localhost\r\nContent-Length: 1\r\n\r\nx");
            Latches.await(asked);

            edge.hold("aeroclub", "2.0");
            assertThat(edge.gate("aeroclub").inFlight()).isEqualTo(1);
            closed.countDown();

            assertThat(client.readMessage().body()).isEqualTo("recorded");
            Futures.until("nothing runs", () -> edge.gate("aeroclub").inFlight() == 0);
        }
    }

    private static void ask(EdgeUnderTest edge, AtomicBoolean stop, AtomicInteger served) {
        try (var member = Conversation.with(edge.port())) {
            while (!stop.get()) {
                member.send("POST / HTTP/1.1\r\nHost: aeroclub.localhost\r\nContent-Length: 1\r\n\r\nx");
                assertThat(member.readMessage().status()).isEqualTo(200);
                served.incrementAndGet();
            }
        }
    }
}
