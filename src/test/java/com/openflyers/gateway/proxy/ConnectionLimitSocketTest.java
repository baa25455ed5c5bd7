package com.openflyers.gateway.proxy;

import static com.openflyers.gateway.testing.FakeUpstream.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.Eventually;
import com.openflyers.gateway.testing.FakeUpstream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A node that has as many connections of clients as it may.
class ConnectionLimitSocketTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String GET = "GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n";
    private static final String UNKNOWN = "GET / HTTP/1.1\r\nHost: nobody.localhost\r\n\r\n";
    private static final String LIMIT = "edge: {limits: {connections: %d}}";

    @Test
    void a_newcomer_takes_the_place_of_the_connection_that_has_been_idle_for_longest() {
        try (var upstream = FakeUpstream.answering("booked");
                var edge = EdgeUnderTest.start(LIMIT.formatted(4))) {
            edge.version("2.0", Rules.NONE, upstream.address()).space("aeroclub", "2.0");
            var early = List.of(edge.connect(), edge.connect());
            var later = List.of(edge.connect(), edge.connect());
            // Idle for longest are now those that came later: there are two event loops, each with one of each kind.
            Stream.of(early, later, early).flatMap(List::stream).forEach(ConnectionLimitSocketTest::requireAnswer);

            var newcomer = edge.connect();

            requireAnswer(newcomer);
            early.forEach(ConnectionLimitSocketTest::requireAnswer);
            assertThat(later.stream().filter(ConnectionLimitSocketTest::isAnswered))
                    .hasSize(1);
        }
    }

    @Test
    void a_connection_that_has_sent_nothing_yet_is_idle() {
        try (var upstream = FakeUpstream.answering("booked");
                var edge = EdgeUnderTest.start(LIMIT.formatted(2))) {
            edge.version("2.0", Rules.NONE, upstream.address()).space("aeroclub", "2.0");
            var silent = List.of(edge.connect(), edge.connect());
            Eventually.holds(
                    PATIENCE, () -> edge.edge().connections() == 2, () -> new AssertionError("not all are accepted"));

            requireAnswer(edge.connect());
            requireAnswer(edge.connect());

            assertThat(silent).allMatch(client -> client.readToEnd().isEmpty());
        }
    }

    /// Connections are given to the two event loops in turn, so that both streams are on one of them.
    @Test
    void a_newcomer_takes_the_place_of_an_idle_connection_wherever_that_is() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    while (true) {
                        var request = connection.request();
                        connection.answer(
                                request.startLine().startsWith("GET /events ")
                                        ? "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
                                        : ok("booked"));
                    }
                });
                var edge = EdgeUnderTest.start(LIMIT.formatted(4))) {
            edge.version("2.0", Rules.NONE, upstream.address()).space("aeroclub", "2.0");
            var streams = new ArrayList<Conversation>();
            var idle = new ArrayList<Conversation>();
            for (var i = 0; i < 2; i++) {
                streams.add(edge.connect().send(GET.replace("/ ", "/events ")));
                assertThat(streams.getLast().readHead()).contains("event-stream");
                idle.add(edge.connect());
                requireAnswer(idle.getLast());
            }

            requireAnswer(edge.connect());
            requireAnswer(edge.connect());

            assertThat(idle).allMatch(client -> client.readToEnd().isEmpty());
            assertThat(edge.edge().connections()).isEqualTo(4);
            streams.forEach(Conversation::close);
        }
    }

    @Test
    void a_newcomer_is_refused_when_no_connection_is_idle() {
        var asked = new CountDownLatch(1);
        var refused = new CountDownLatch(1);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    asked.countDown();
                    await(refused);
                    connection.answer(ok("booked"));
                });
                var edge = EdgeUnderTest.start(LIMIT.formatted(2))) {
            edge.version("2.0", Rules.NONE, upstream.address()).space("aeroclub", "2.0");
            var busy = edge.connect().send(GET);
            var insideHead = edge.connect().send(UNKNOWN + "GET / HTTP/1.1\r\n");
            assertThat(insideHead.readMessage().status()).isEqualTo(404);
            await(asked);

            assertThat(edge.connect().readToEnd()).isEmpty();
            refused.countDown();

            assertThat(busy.readMessage().body()).isEqualTo("booked");
            assertThat(insideHead
                            .send("Host: aeroclub.localhost\r\n\r\n")
                            .readMessage()
                            .body())
                    .isEqualTo("booked");
        }
    }

    private static void requireAnswer(Conversation client) {
        assertThat(isAnswered(client)).isTrue();
    }

    private static boolean isAnswered(Conversation client) {
        try {
            return client.send(GET).readMessage().status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
