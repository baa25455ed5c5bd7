package com.openflyers.gateway.proxy;

import static com.openflyers.gateway.testing.FakeUpstream.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Bodies in both directions, and everything that is told by how they end.
class BodiesSocketTest {

    private static final String HOST = "Host: aeroclub.localhost\r\n";

    @Test
    void a_body_with_a_length_arrives_as_it_was_sent() {
        var body = "0123456789".repeat(100_000);
        try (var upstream = FakeUpstream.answering("ok");
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {

            client.send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: " + body.length() + "\r\n\r\n" + body);

            assertThat(client.readMessage().status()).isEqualTo(200);
            assertThat(upstream.received().getFirst().body()).isEqualTo(body);
        }
    }

    @Test
    void a_large_answer_arrives_as_it_was_sent() {
        var body = "0123456789".repeat(1_000_000);
        try (var upstream = FakeUpstream.answering(body);
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {

            var answer = client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n").readMessage();

            assertThat(answer.body()).isEqualTo(body);
        }
    }

    @Test
    void an_answer_of_chunks_keeps_its_content_and_its_trailers() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    connection.answer(
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-T: 1\r\n\r\n");
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {

            client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");

            assertThat(client.readHead()).contains("Transfer-Encoding: chunked");
            assertThat(client.read(21)).isEqualTo("3\r\nabc\r\n0\r\nX-T: 1\r\n\r\n");
        }
    }

    @Test
    void an_answer_that_ends_with_its_connection_becomes_chunks() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    connection.answer("HTTP/1.1 200 OK\r\n\r\nabc");
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {

            var answer = client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n").readMessage();
            var next = client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n").readMessage();

            assertThat(answer.body()).isEqualTo("abc");
            assertThat(answer.field("Transfer-Encoding")).isEqualTo("chunked");
            assertThat(next.body()).isEqualTo("abc");
            assertThat(upstream.connections()).isEqualTo(2);
        }
    }

    @Test
    void answers_without_a_body_end_at_their_empty_line() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    connection.answer("HTTP/1.1 204 No Content\r\n\r\n");
                    connection.request();
                    connection.answer("HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\n\r\n");
                    connection.request();
                    connection.answer("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {

            var noContent = client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n").readMessage();
            var notModified = client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n").readMessage();
            var head = client.send("HEAD / HTTP/1.1\r\n" + HOST + "\r\n").readHeadAnswer();

            assertThat(noContent.status()).isEqualTo(204);
            assertThat(notModified.field("Content-Length")).isEqualTo("500");
            assertThat(head.field("Content-Length")).isEqualTo("500");
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    /// A beat later than the answer, as from a server that sends the two by themselves.
    @Test
    void a_body_that_a_server_sends_for_head_all_the_same_reaches_nobody() {
        var asked = new Semaphore(0);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    while (true) {
                        var request = connection.request();
                        if (request.startLine().startsWith("HEAD ")) {
                            connection.answer("HTTP/1.1 200 OK\r\nContent-Length: 38\r\n\r\n");
                            asked.acquireUninterruptibly();
                            connection.answer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
                        } else {
                            asked.release();
                            connection.answer(ok("good"));
                        }
                    }
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            client.send("HEAD / HTTP/1.1\r\n" + HOST + "\r\n").readHeadAnswer();

            var next = client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n").readMessage();

            assertThat(next.body()).isEqualTo("good");
            assertThat(upstream.connections()).isEqualTo(2);
        }
    }

    @Test
    void an_expectation_reaches_the_upstream_before_the_body_is_sent() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    var head = connection.peer().readHead();
                    connection.answer("HTTP/1.1 100 Continue\r\n\r\n");
                    var body = connection.peer().read(5);
                    connection.answer(ok(head.contains("Expect: 100-continue") + body));
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {

            client.send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n");

            assertThat(client.readHead()).startsWith("HTTP/1.1 100 ");
            assertThat(client.send("hello").readMessage().body()).isEqualTo("truehello");
        }
    }

    @Test
    void an_answer_cut_short_never_looks_complete() {
        for (var cut : new String[] {
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n"
        }) {
            try (var upstream = FakeUpstream.speaking(connection -> {
                        connection.request();
                        connection.answer(cut);
                    });
                    var edge = EdgeUnderTest.before(upstream);
                    var client = edge.connect()) {

                client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");

                assertThatThrownBy(client::readMessage).isInstanceOf(UncheckedIOException.class);
            }
        }
    }

    @Test
    void an_answer_that_a_reset_ends_reaches_a_client_of_http_1_0_as_a_reset() {
        var sent = new CountDownLatch(1);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    connection.answer("HTTP/1.1 200 OK\r\n\r\n12345");
                    awaitQuietly(sent);
                    connection.peer().reset();
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {

            client.send("GET / HTTP/1.0\r\n" + HOST + "\r\n");
            client.readHead();
            assertThat(client.read(5)).isEqualTo("12345");
            sent.countDown();

            assertThat(client.endsByReset()).isTrue();
        }
    }

    @Test
    void a_body_that_its_client_left_unfinished_is_never_complete_upstream() throws Exception {
        var arrived = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.peer().readHead();
                    arrived.countDown();
                    try {
                        connection.peer().read(10);
                    } catch (UncheckedIOException e) {
                        ended.countDown();
                    }
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {

            client.send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 10\r\n\r\n12345");
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            client.reset();

            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
