package com.openflyers.gateway.proxy;

import static com.openflyers.gateway.testing.FakeUpstream.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.FakeUpstream.Connection;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which requests are sent a second time, how often, and how many of them.
class RetrySocketTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n";
    private static final String RETRIED = "gateway_retries_total{version=\"2.0\"}";
    private static final String DENIED = "gateway_retries_denied_total{version=\"2.0\"}";

    @Test
    void a_storm_of_stale_connections_does_not_double_the_load() {
        var clients = 64;
        var allHere = new CountDownLatch(clients);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    if (connection.number() <= clients) {
                        // Each client has a connection of its own to the upstream, which serves it once.
                        meet(allHere);
                        connection.answer(ok("warm"));
                        connection.request();
                    } else {
                        // Not for another request: that one would meet the end of this script, unread.
                        connection.answer("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nagain");
                    }
                });
                var edge = EdgeUnderTest.before(upstream)) {
            var conversations = open(edge, clients);
            conversations.forEach(client -> client.send(GET));
            conversations.forEach(Conversation::readMessage);

            conversations.forEach(client -> client.send(GET));
            var statuses = conversations.stream()
                    .map(client -> client.readMessage().status())
                    .toList();

            // Ten saved up, and one for each ten of the second round.
            assertThat(edge.metric(RETRIED)).isBetween(10.0, 17.0);
            assertThat(edge.metric(RETRIED) + edge.metric(DENIED)).isEqualTo(clients);
            assertThat(statuses).containsOnly(200, 502);
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize((int) edge.metric(RETRIED));
            assertThat(upstream.received()).hasSize(2 * clients + (int) edge.metric(RETRIED));
            conversations.forEach(Conversation::close);
        }
    }

    @Test
    void a_request_is_sent_twice_and_not_a_third_time() {
        try (var upstream = warmOnce(Connection::request);
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            client.send(GET).readMessage();

            var answer = client.send(GET).readMessage();

            assertThat(answer.field("X-Gateway-Error")).isEqualTo("upstream-reset");
            assertThat(upstream.received()).hasSize(3);
        }
    }

    @Test
    void a_new_connection_that_closes_unanswered_is_no_stale_one() {
        try (var upstream = FakeUpstream.speaking(Connection::request);
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {

            var answer = client.send(GET).readMessage();

            assertThat(answer.status()).isEqualTo(502);
            assertThat(upstream.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"H", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 103 Early Hints\r\n\r\n"})
    void nothing_is_sent_again_after_the_first_byte_of_an_answer(String begun) {
        try (var upstream = warmOnce(connection -> {}, begun);
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            client.send(GET).readMessage();

            var rest = client.send(GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))
                    .readToEnd();

            assertThat(rest).contains("HTTP/1.1 502 ");
            assertThat(upstream.received()).hasSize(2);
            assertThat(edge.metric(RETRIED)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nHost: aeroclub.localhost\r\nContent-Length: 0\r\n\r\n",
                "PUT / HTTP/1.1\r\nHost: aeroclub.localhost\r\nContent-Length: 2\r\n\r\nhi",
                "DELETE / HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\nContent-Length: 2\r\n\r\nhi",
                "GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void a_write_or_a_request_with_a_body_is_sent_once(String request) {
        try (var upstream = warmOnce(connection -> connection.answer(ok("twice")));
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            client.send(GET).readMessage();

            var answer = client.send(request).readMessage();

            assertThat(answer.status()).isEqualTo(502);
            assertThat(upstream.received()).hasSize(2);
        }
    }

    /// Serves the first request, reads the next one and closes; what it does on later connections is said.
    private static FakeUpstream warmOnce(FakeUpstream.Script later) {
        return warmOnce(later, "");
    }

    /// @param begun sent in answer to the second request, before the close
    private static FakeUpstream warmOnce(FakeUpstream.Script later, String begun) {
        return FakeUpstream.speaking(connection -> {
            if (connection.number() > 1) {
                later.speak(connection);
                return;
            }
            connection.request();
            connection.answer(ok("warm"));
            connection.request();
            connection.answer(begun);
        });
    }

    private static List<Conversation> open(EdgeUnderTest edge, int clients) {
        return IntStream.range(0, clients).mapToObj(_ -> edge.connect()).toList();
    }

    private static void meet(CountDownLatch allHere) throws IOException {
        allHere.countDown();
        try {
            allHere.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
