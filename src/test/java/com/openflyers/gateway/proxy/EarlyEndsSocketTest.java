package com.openflyers.gateway.proxy;

import static com.openflyers.gateway.testing.FakeUpstream.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.Eventually;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.FakeUpstream.Script;
import com.openflyers.gateway.testing.Latches;
import io.vertx.core.transport.Transport;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An exchange that ends before its time ends on both sides, gives its place back, and leaves nothing to the next one.
@ParameterizedClass(name = "{0}")
@MethodSource("com.openflyers.gateway.testing.Transports#all")
class EarlyEndsSocketTest {

    private static final String HOST = "Host: aeroclub.localhost\r\n";
    private static final String GET = "GET / HTTP/1.1\r\n" + HOST + "\r\n";
    private static final String UPLOAD = "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 100000000\r\n\r\n";
    private static final String PART = "x".repeat(256 * 1024);
    private static final String SHORT_DEADLINES = "edge: {deadlines: {response-head: 300ms, body-idle: 300ms}}";

    private final Transport transport;

    EarlyEndsSocketTest(Transport transport) {
        this.transport = transport;
    }

    enum Leaving {
        CLOSE {
            @Override
            void leave(Conversation client) {
                client.close();
            }
        },
        RESET {
            @Override
            void leave(Conversation client) {
                client.reset();
            }
        };

        abstract void leave(Conversation client);
    }

    // ---- nothing for the next one

    @ParameterizedTest
    @EnumSource
    void a_client_that_leaves_amid_an_answer_leaves_nothing_to_the_next(Leaving how) {
        try (var upstream = firstThenOthers(connection -> {
                    connection.answer("HTTP/1.1 200 OK\r\nContent-Length: " + 4 * PART.length() + "\r\n\r\n");
                    connection.answer(PART + PART + PART + PART);
                });
                var edge = EdgeUnderTest.before(upstream, transport)) {
            var client = edge.connect().send(GET);
            client.readHead();

            how.leave(client);

            assertNextGetsItsOwn(edge);
        }
    }

    @Test
    void an_answer_before_the_end_of_the_request_leaves_nothing_to_the_next() {
        try (var upstream = firstThenOthers(connection -> {
                    connection.answer(ok("early"));
                    connection.peer().readToEnd();
                });
                var edge = EdgeUnderTest.before(upstream, transport);
                var client = edge.connect()) {
            var answer = client.send(UPLOAD + "begun").readMessage();

            assertThat(answer.body()).isEqualTo("early");
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertNextGetsItsOwn(edge);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nEVIL"})
    void what_an_upstream_sends_behind_its_answer_is_nobodys(String surplus) {
        try (var upstream = firstThenOthers(connection -> {
                    connection.answer(ok("first") + surplus);
                    connection.peer().readToEnd();
                });
                var edge = EdgeUnderTest.before(upstream, transport);
                var client = edge.connect()) {

            assertThat(client.send(GET).readMessage().body()).isEqualTo("first");
            assertThat(client.send(GET).readMessage().body()).isEqualTo("own");
            assertNextGetsItsOwn(edge);
        }
    }

    // ---- the end of the client is noticed

    @ParameterizedTest
    @EnumSource
    void a_client_that_leaves_while_it_waits_ends_its_request(Leaving how) throws Exception {
        var asked = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    asked.countDown();
                    connection.peer().readToEnd();
                    ended.countDown();
                });
                var edge = EdgeUnderTest.before(upstream, transport)) {
            var client = edge.connect().send(GET);
            Latches.await(asked);
            assertThat(edge.gates().inFlight()).isEqualTo(1);

            how.leave(client);

            Latches.await(ended);
            assertPlaceIsFree(edge);
            assertThat(edge.logged().await(_ -> true).status()).isEqualTo(499);
        }
    }

    /// More than we read ahead lies unread, so that the transport may not tell; the deadline does.
    @ParameterizedTest
    @EnumSource
    void a_client_that_leaves_much_unread_behind_ends_its_request_by_the_deadline(Leaving how) throws Exception {
        var asked = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    asked.countDown();
                    connection.peer().readToEnd();
                    ended.countDown();
                });
                var edge = EdgeUnderTest.start(transport, SHORT_DEADLINES).leadingTo(upstream)) {
            var client = edge.connect().send(GET + PART);
            Latches.await(asked);

            how.leave(client);

            Latches.await(ended);
            assertPlaceIsFree(edge);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_client_that_leaves_amid_an_upload_ends_its_request_at_the_latest_by_the_deadline(Leaving how)
            throws Exception {
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.peer().readHead();
                    begun.countDown();
                    var _ = connection.peer().readToEnd();
                    ended.countDown();
                });
                var edge = EdgeUnderTest.start(transport, SHORT_DEADLINES).leadingTo(upstream)) {
            var client = edge.connect().send(UPLOAD + PART);
            Latches.await(begun);

            how.leave(client);

            Latches.await(ended);
            assertPlaceIsFree(edge);
        }
    }

    /// The upstream takes nothing, so that we do not read from the client, and may not see it go.
    @ParameterizedTest
    @EnumSource
    void a_client_that_leaves_a_stalled_upload_ends_its_request_by_the_deadline(Leaving how) throws Exception {
        var over = new CountDownLatch(1);
        var stalled = new CountDownLatch(1);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.peer().readHead();
                    stalled.countDown();
                    Latches.await(over);
                });
                var edge = EdgeUnderTest.start(transport, SHORT_DEADLINES).leadingTo(upstream)) {
            var client = edge.connect().send(UPLOAD);
            Latches.await(stalled);
            var sending = Thread.ofVirtual().start(() -> sendUntilClosed(client));

            how.leave(client);

            assertPlaceIsFree(edge);
            over.countDown();
            sending.join();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_client_that_leaves_amid_an_answer_ends_its_request(Leaving how) throws Exception {
        var ended = new CountDownLatch(1);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    connection.answer("HTTP/1.1 200 OK\r\n\r\n");
                    sendUntilClosed(connection.peer());
                    ended.countDown();
                });
                var edge = EdgeUnderTest.before(upstream, transport)) {
            var client = edge.connect().send(GET);
            client.readHead();

            how.leave(client);

            Latches.await(ended);
            assertPlaceIsFree(edge);
        }
    }

    private static void sendUntilClosed(Conversation peer) {
        try {
            while (true) {
                peer.send(PART);
            }
        } catch (UncheckedIOException e) {
            // the other side is gone
        }
    }

    /// Does as it is told on the first request, whatever that is, and answers all others with `own`.
    private static FakeUpstream firstThenOthers(Script first) {
        return FakeUpstream.speaking(connection -> {
            if (connection.number() == 1) {
                connection.peer().readHead();
                first.speak(connection);
                return;
            }
            while (true) {
                connection.request();
                connection.answer(ok("own"));
            }
        });
    }

    private static void assertNextGetsItsOwn(EdgeUnderTest edge) {
        for (var i = 0; i < 4; i++) {
            try (var next = edge.connect()) {
                assertThat(next.send(GET).readMessage().body()).isEqualTo("own");
            }
        }
    }

    private static void assertPlaceIsFree(EdgeUnderTest edge) {
        Eventually.holds(
                Duration.ofSeconds(10),
                () -> edge.gates().inFlight() == 0,
                () -> new AssertionError("the place at the gate stays taken"));
    }
}
