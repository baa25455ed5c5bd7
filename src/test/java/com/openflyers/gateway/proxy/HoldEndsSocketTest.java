package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.Futures;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Waits that do not end at an upstream: each is answered once, or its client has left.
class HoldEndsSocketTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n";
    private static final String POST =
            "POST / HTTP/1.1\r\nHost: aeroclub.localhost\r\nAccept: text/html\r\nAccept-Language: en\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 15\r\n\r\naircraft=F-GABC";

    @Test
    void at_the_end_of_a_hold_that_decides_nothing_who_waits_is_told_so_and_nobody_waits_any_more() {
        try (var upstream = FakeUpstream.answering("served");
                var edge = EdgeUnderTest.before(upstream);
                var waiting = edge.connect();
                var late = edge.connect()) {
            edge.hold("aeroclub", Duration.ofSeconds(1), "2.0");
            waiting.send(POST);
            edge.awaitHeld(1);

            var answer = waiting.readMessage();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.field("X-Gateway-Error")).isEqualTo("held");
            assertThat(answer.field("Retry-After")).isEqualTo("5");
            assertThat(answer.body()).contains("Nothing was recorded", "F-GABC");
            assertThat(late.send(GET).readMessage().field("X-Gateway-Error")).isEqualTo("held");
            assertThat(edge.metric("gateway_hold_seconds_count{end=\"expired\"}"))
                    .isEqualTo(1);
            assertThat(upstream.heard()).isEmpty();
        }
    }

    @Test
    void nobody_waits_longer_than_the_edge_allows_however_long_the_hold_is() {
        try (var upstream = FakeUpstream.answering("served");
                var edge =
                        EdgeUnderTest.start("edge: {deadlines: {hold: 300ms}}").leadingTo(upstream);
                var client = edge.connect()) {
            edge.hold("aeroclub", Duration.ofHours(1), "2.0");

            var answer = client.send(GET).readMessage();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(edge.gates().held()).isZero();
            edge.space("aeroclub", "2.0");
            assertThat(client.send(GET).readMessage().body()).isEqualTo("served");
        }
    }

    @Test
    void who_finds_every_place_taken_is_turned_away_at_once() {
        try (var upstream = FakeUpstream.answering("served");
                var edge = EdgeUnderTest.start("edge: {limits: {held-per-space: 1}}")
                        .leadingTo(upstream);
                var first = edge.connect();
                var second = edge.connect()) {
            edge.hold("aeroclub", "2.0");
            first.send(GET);
            edge.awaitHeld(1);

            var answer = second.send(GET).readMessage();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.field("X-Gateway-Error")).isEqualTo("hold-full");
            assertThat(answer.field("Retry-After")).isNotEmpty();
            edge.space("aeroclub", "2.0");
            assertThat(first.readMessage().body()).isEqualTo("served");
        }
    }

    @Test
    void when_the_memory_for_waiting_is_used_up_nobody_new_may_wait() {
        try (var upstream = FakeUpstream.answering("served");
                var edge = EdgeUnderTest.start("edge: {limits: {held-bytes: 20KiB}}")
                        .leadingTo(upstream);
                var large = edge.connect();
                var small = edge.connect()) {
            edge.hold("aeroclub", "2.0");
            large.send(
                    "POST / HTTP/1.1\r\nHost: aeroclub.localhost\r\nContent-Length: 30000\r\n\r\n" + "a".repeat(30000));
            edge.awaitHeld(1);
            Futures.until("the body is read", () -> turnedAway(edge));

            edge.space("aeroclub", "2.0");

            assertThat(large.readMessage().body()).isEqualTo("served");
            assertThat(small.send(GET).readMessage().body()).isEqualTo("served");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_client_that_leaves_gives_its_place_up_and_is_never_sent(boolean byReset) {
        try (var upstream = FakeUpstream.answering("served");
                var edge = EdgeUnderTest.before(upstream)) {
            edge.hold("aeroclub", "2.0");
            var client = edge.connect().send(POST);
            edge.awaitHeld(1);

            Consumer<Conversation> leave = byReset ? Conversation::reset : Conversation::close;
            leave.accept(client);
            edge.awaitHeld(0);
            edge.space("aeroclub", "2.0");

            try (var other = edge.connect()) {
                assertThat(other.send(GET).readMessage().body()).isEqualTo("served");
            }
            assertThat(upstream.received())
                    .singleElement()
                    .satisfies(request -> assertThat(request.startLine()).startsWith("GET"));
            assertThat(edge.logged().await(line -> line.method().equals("POST")).status())
                    .isEqualTo(499);
        }
    }

    @Test
    void an_interruption_that_follows_a_hold_is_said_to_those_who_wait() {
        try (var upstream = FakeUpstream.answering("served");
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            edge.hold("aeroclub", "2.0");
            client.send(GET);
            edge.awaitHeld(1);

            edge.refuse("aeroclub", Instant.now().plusSeconds(3600), "Retour à midi.", "Back at noon.", "2.0");

            var answer = client.readMessage();
            assertThat(answer.field("X-Gateway-Error")).isEqualTo("interrupted");
            assertThat(edge.gates().held()).isZero();
        }
    }

    @Test
    void a_space_that_is_closed_for_ever_is_unknown_to_those_who_wait() {
        try (var upstream = FakeUpstream.answering("served");
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            edge.hold("aeroclub", "2.0");
            client.send(GET);
            edge.awaitHeld(1);

            edge.table().removeHost("aeroclub.localhost");

            assertThat(client.readMessage().status()).isEqualTo(404);
        }
    }

    @Test
    void a_body_that_breaks_its_framing_ends_the_wait() {
        try (var upstream = FakeUpstream.answering("served");
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            edge.hold("aeroclub", "2.0");

            client.send("POST / HTTP/1.1\r\nHost: aeroclub.localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");

            assertThat(client.readMessage().status()).isEqualTo(400);
            assertThat(client.readToEnd()).isEmpty();
            assertThat(edge.gates().held()).isZero();
        }
    }

    @Test
    void a_node_that_stops_answers_those_whose_gate_does_not_open_in_time() {
        try (var upstream = FakeUpstream.answering("served");
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            edge.hold("aeroclub", "2.0");
            client.send(POST);
            edge.awaitHeld(1);

            var drained = edge.edge().drain(Duration.ofSeconds(2));

            var answer = client.readMessage();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("Nothing was recorded");
            assertThat(client.readToEnd()).isEmpty();
            var _ = Futures.result(drained);
            assertThat(upstream.heard()).isEmpty();
        }
    }

    @Test
    void a_node_that_stops_still_lets_those_go_on_whose_gate_opens() {
        try (var upstream = FakeUpstream.answering("served");
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            edge.hold("aeroclub", "2.0");
            client.send(GET);
            edge.awaitHeld(1);

            var drained = edge.edge().drain(Duration.ofSeconds(20));
            edge.space("aeroclub", "2.0");

            assertThat(client.readMessage().body()).isEqualTo("served");
            assertThat(client.readToEnd()).isEmpty();
            var _ = Futures.result(drained);
        }
    }

    private static boolean turnedAway(EdgeUnderTest edge) {
        // Until then it waits like anybody, and leaves its place again.
        try (var client = edge.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\nConnection: close\r\n\r\n");
            client.socket().setSoTimeout(200);
            return client.readMessage().field("X-Gateway-Error").equals("hold-full");
        } catch (java.io.UncheckedIOException e) {
            return false;
        } catch (java.net.SocketException e) {
            throw new AssertionError(e);
        }
    }
}
