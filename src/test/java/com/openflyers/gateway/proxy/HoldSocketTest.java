package com.openflyers.gateway.proxy;

import static com.openflyers.gateway.testing.FakeUpstream.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.Latches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Requests of a space that is held: they wait, and then each goes on, in its order.
class HoldSocketTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n";

    @Test
    void a_request_of_a_held_space_waits_and_reaches_nobody() {
        try (var upstream = FakeUpstream.answering("served");
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            edge.hold("aeroclub", "2.0");

            client.send(GET);
            edge.awaitHeld(1);

            assertThat(upstream.heard()).isEmpty();
            edge.space("aeroclub", "2.0");
            assertThat(client.readMessage().body()).isEqualTo("served");
            assertThat(edge.gates().held()).isZero();
        }
    }

    @Test
    void a_request_that_waited_through_a_flip_goes_to_the_new_version() {
        try (var old = FakeUpstream.answering("1.3.1");
                var fresh = FakeUpstream.answering("2.0");
                var edge = EdgeUnderTest.start();
                var client = edge.connect()) {
            edge.version("1.3.1", Rules.NONE, old.address()).version("2.0", Rules.NONE, fresh.address());
            edge.hold("aeroclub", "1.3.1");
            client.send(GET);
            edge.awaitHeld(1);

            edge.space("aeroclub", "2.0", "1.3.1");

            assertThat(client.readMessage().body()).isEqualTo("2.0");
            assertThat(old.received()).isEmpty();
        }
    }

    @Test
    void requests_of_other_spaces_do_not_wait() {
        try (var upstream = FakeUpstream.answering("served");
                var edge = EdgeUnderTest.before(upstream).space("mermoz", "2.0");
                var held = edge.connect();
                var other = edge.connect()) {
            edge.hold("aeroclub", "2.0");
            held.send(GET);
            edge.awaitHeld(1);

            var answer = other.send("GET / HTTP/1.1\r\nHost: mermoz.localhost\r\n\r\n")
                    .readMessage();

            assertThat(answer.body()).isEqualTo("served");
            assertThat(edge.gates().held()).isEqualTo(1);
        }
    }

    @Test
    void requests_are_released_in_the_order_in_which_they_came() {
        try (var upstream = FakeUpstream.answering("served");
                var edge = EdgeUnderTest.start("edge: {event-loops: 1, limits: {requests-per-space: 1}}")
                        .leadingTo(upstream)) {
            edge.hold("aeroclub", "2.0");
            var clients = new ArrayList<Conversation>();
            for (var i = 0; i < 30; i++) {
                clients.add(edge.connect().send("GET /" + i + " HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n"));
                edge.awaitHeld(i + 1);
            }

            edge.space("aeroclub", "2.0");
            clients.forEach(client -> {
                assertThat(client.readMessage().body()).isEqualTo("served");
                client.close();
            });

            assertThat(upstream.received())
                    .extracting(request -> request.startLine().split(" ")[1])
                    .containsExactlyElementsOf(numbered(30));
        }
    }

    @Test
    void a_released_crowd_stays_within_the_limit_of_the_space_and_the_others_wait_on() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var enough = new CountDownLatch(2);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    while (true) {
                        connection.request();
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        enough.countDown();
                        Latches.await(enough);
                        running.decrementAndGet();
                        connection.answer(ok("served"));
                    }
                });
                var edge = EdgeUnderTest.start("edge: {event-loops: 1, limits: {requests-per-space: 2}}")
                        .leadingTo(upstream)) {
            edge.hold("aeroclub", "2.0");
            var clients = new ArrayList<Conversation>();
            for (var i = 0; i < 20; i++) {
                clients.add(edge.connect().send(GET));
            }
            edge.awaitHeld(20);

            edge.space("aeroclub", "2.0");

            clients.forEach(client -> {
                assertThat(client.readMessage().body()).isEqualTo("served");
                client.close();
            });
            assertThat(most).hasValue(2);
        }
    }

    @Test
    void who_comes_while_others_are_being_released_does_not_overtake_them() {
        var first = new CountDownLatch(1);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    while (true) {
                        connection.request();
                        Latches.await(first);
                        connection.answer(ok("served"));
                    }
                });
                var edge = EdgeUnderTest.start("edge: {event-loops: 1, limits: {requests-per-space: 1}}")
                        .leadingTo(upstream);
                var early = edge.connect();
                var waiting = edge.connect();
                var late = edge.connect()) {
            edge.hold("aeroclub", "2.0");
            early.send("GET /early HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n");
            edge.awaitHeld(1);
            waiting.send("GET /waiting HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n");
            edge.awaitHeld(2);
            edge.space("aeroclub", "2.0");
            edge.awaitHeld(1);

            late.send("GET /late HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n");
            edge.awaitHeld(2);
            first.countDown();

            assertThat(late.readMessage().status()).isEqualTo(200);
            assertThat(upstream.received())
                    .extracting(request -> request.startLine().split(" ")[1])
                    .containsExactly("/early", "/waiting", "/late");
        }
    }

    @Test
    void requests_that_wait_do_not_count_as_those_of_their_address_in_flight() {
        try (var upstream = FakeUpstream.answering("served");
                var edge = EdgeUnderTest.start("edge: {limits: {requests-per-address: 1}}")
                        .leadingTo(upstream);
                var one = edge.connect();
                var two = edge.connect()) {
            edge.hold("aeroclub", "2.0");
            one.send(GET);
            two.send(GET);
            edge.awaitHeld(2);

            edge.space("aeroclub", "2.0");

            assertThat(one.readMessage().status()).isEqualTo(200);
            assertThat(two.readMessage().status()).isEqualTo(200);
        }
    }

    @Test
    void what_waited_is_measured_by_how_it_ended() {
        try (var upstream = FakeUpstream.answering("served");
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            edge.hold("aeroclub", Duration.ofSeconds(30), "2.0");
            client.send(GET);
            edge.awaitHeld(1);
            edge.space("aeroclub", "2.0");
            client.readMessage();

            assertThat(edge.metric("gateway_hold_seconds_count{end=\"released\"}"))
                    .isEqualTo(1);
            assertThat(edge.metric("gateway_hold_seconds_count{end=\"expired\"}"))
                    .isZero();
        }
    }

    private static List<String> numbered(int count) {
        return java.util.stream.IntStream.range(0, count).mapToObj(i -> "/" + i).toList();
    }
}
