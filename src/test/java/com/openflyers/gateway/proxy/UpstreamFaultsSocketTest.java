package com.openflyers.gateway.proxy;

import static com.openflyers.gateway.testing.FakeUpstream.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Rules.Retry;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.Eventually;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the client sees, and what other servers see, when an upstream misbehaves.
class UpstreamFaultsSocketTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: aeroclub.localhost\r\nContent-Length: 2\r\n\r\nhi";

    @Test
    void one_dead_server_of_two_shows_no_error_for_any_method() {
        var dead = FakeUpstream.answering("dead");
        dead.close();
        try (var alive = FakeUpstream.answering("alive");
                var edge = EdgeUnderTest.start()) {
            edge.version("2.0", Rules.NONE, dead.address(), alive.address()).space("aeroclub", "2.0");

            for (var i = 0; i < 20; i++) {
                assertThat(ask(edge, GET).body()).isEqualTo("alive");
                assertThat(ask(edge, POST).body()).isEqualTo("alive");
            }
        }
    }

    @Test
    void a_server_that_refuses_is_answered_with_502() {
        var dead = FakeUpstream.answering("dead");
        dead.close();
        try (var edge = EdgeUnderTest.before(dead)) {

            var answer = ask(edge, GET);

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.field("X-Gateway-Error")).isEqualTo("upstream-refused");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\r\n\r\nhi",
                "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX: 1\r\n\r\n",
                "Content-Length: 0\r\n\r\n"
            })
    void a_request_that_is_here_in_full_does_not_lose_its_connection_with_a_server_that_refuses(String rest) {
        var dead = FakeUpstream.answering("dead");
        dead.close();
        try (var edge = EdgeUnderTest.before(dead);
                var client = edge.connect()) {
            for (var i = 0; i < 3; i++) {
                var answer = client.send("POST / HTTP/1.1\r\nHost: aeroclub.localhost\r\n" + rest)
                        .readMessage();

                assertThat(answer.status()).isEqualTo(502);
                assertThat(answer.fields("Connection")).isEmpty();
            }
        }
    }

    /// When a loop was late, the connections of its pool are older than it knows.
    @Test
    void a_connection_whose_time_is_up_serves_nobody_even_if_nobody_has_looked_since() {
        var none = new Rules(List.of(), List.of(), List.of(), "/", Map.of(), List.of(), Duration.ZERO, Retry.FORBIDDEN);
        try (var upstream = FakeUpstream.answering("ok");
                var edge = EdgeUnderTest.start()
                        .version("2.0", none, upstream.address())
                        .space("aeroclub", "2.0");
                var client = edge.connect()) {

            client.send(GET + GET + GET + GET);

            for (var i = 0; i < 4; i++) {
                assertThat(client.readMessage().body()).isEqualTo("ok");
            }
            assertThat(upstream.connections()).isEqualTo(4);
        }
    }

    /// A method that gives content no meaning has servers that do not read it: to them it is the next request, whose
    /// answer would be somebody else's.
    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "OPTIONS"})
    void content_that_a_server_may_have_left_unread_is_the_last_on_its_connection(String method) {
        var hidden = GET.replace("/ ", "/hidden ");
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.answer(ok(connection.peer().readHead().split(" ")[1]));
                    var unread = connection.peer().readHead();
                    connection.peer().readHead();
                    connection.answer(ok(unread.split(" ")[1]));
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            var fields = " HTTP/1.1\r\nHost: aeroclub.localhost\r\nContent-Length: " + hidden.length() + "\r\n\r\n";

            assertThat(client.send(method + " /open" + fields + hidden)
                            .readMessage()
                            .body())
                    .isEqualTo("/open");

            assertThat(client.send(GET.replace("/ ", "/own ")).readMessage().body())
                    .isEqualTo("/own");
        }
    }

    @Test
    void a_server_that_closes_without_an_answer_is_asked_only_once() {
        try (var upstream = FakeUpstream.speaking(FakeUpstream.Connection::request);
                var edge = EdgeUnderTest.before(upstream)) {

            var answer = ask(edge, POST);

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.field("X-Gateway-Error")).isEqualTo("upstream-reset");
            assertThat(upstream.received()).hasSize(1);
        }
    }

    @Test
    void a_safe_request_whose_idle_connection_had_closed_is_sent_again() {
        try (var upstream = closingItsSecondRequest();
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {

            assertThat(client.send(GET).readMessage().body()).isEqualTo("first");
            assertThat(client.send(GET).readMessage().body()).isEqualTo("again");
        }
    }

    @Test
    void a_write_whose_idle_connection_had_closed_is_not_sent_again() {
        try (var upstream = closingItsSecondRequest();
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {

            assertThat(client.send(GET).readMessage().body()).isEqualTo("first");
            assertThat(client.send(POST).readMessage().status()).isEqualTo(502);
            assertThat(upstream.received()).hasSize(2);
        }
    }

    @Test
    void a_version_whose_gets_may_write_is_never_asked_again() {
        var rules = new Rules(
                List.of(), List.of(), List.of(), "/", Map.of(), List.of(), Duration.ofSeconds(4), Retry.FORBIDDEN);
        try (var upstream = closingItsSecondRequest();
                var edge = EdgeUnderTest.start()
                        .version("1.3.1", rules, upstream.address())
                        .space("aeroclub", "1.3.1");
                var client = edge.connect()) {

            assertThat(client.send(GET).readMessage().body()).isEqualTo("first");
            assertThat(client.send(GET).readMessage().status()).isEqualTo(502);
        }
    }

    @Test
    void a_server_that_stays_silent_is_answered_with_504() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    connection.peer().readToEnd();
                });
                var edge = EdgeUnderTest.start("edge: {deadlines: {response-head: 200ms}}")) {
            edge.version("2.0", Rules.NONE, upstream.address()).space("aeroclub", "2.0");

            var answer = ask(edge, GET);

            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.field("X-Gateway-Error")).isEqualTo("upstream-timeout");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "HTTP/1.1 099 Low\r\n\r\n",
                "HTTP/1.1 2xx What\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: foo\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: a\u0000b\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
            })
    void an_answer_that_is_none_is_answered_with_502_and_the_client_goes_on(String bytes) {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    connection.answer(connection.number() == 1 ? bytes : ok("sound"));
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {

            var bad = client.send(GET).readMessage();
            var good = client.send(GET).readMessage();

            assertThat(bad.status()).isEqualTo(502);
            assertThat(bad.field("X-Gateway-Error")).isEqualTo("upstream-invalid");
            assertThat(good.body()).isEqualTo("sound");
        }
    }

    @Test
    void bytes_behind_an_answer_are_nobodys_answer() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    connection.answer(connection.number() == 1 ? ok("first") + ok("EVIL") : ok("own"));
                    connection.peer().readToEnd();
                });
                var edge = EdgeUnderTest.before(upstream)) {

            assertThat(ask(edge, GET).body()).isEqualTo("first");
            assertThat(ask(edge, GET).body()).isEqualTo("own");
        }
    }

    @Test
    void a_client_that_leaves_ends_its_request_upstream_and_frees_its_place() throws Exception {
        var arrived = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    arrived.countDown();
                    connection.peer().readToEnd();
                    ended.countDown();
                });
                var edge = EdgeUnderTest.before(upstream)) {

            try (var client = edge.connect()) {
                client.send(GET);
                assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            }

            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
            Eventually.holds(
                    Duration.ofSeconds(5),
                    () -> edge.gates().inFlight() == 0,
                    () -> new AssertionError("the request still holds its place"));
        }
    }

    /// Serves one request on its first connection, reads the second there and closes, as a server whose idle time has
    /// just run out; answers `again` on every other connection.
    private static FakeUpstream closingItsSecondRequest() {
        return FakeUpstream.speaking(connection -> {
            connection.request();
            if (connection.number() == 1) {
                connection.answer(ok("first"));
                connection.request();
            } else {
                connection.answer(ok("again"));
                connection.peer().readToEnd();
            }
        });
    }

    private static Message ask(EdgeUnderTest edge, String request) {
        try (var client = edge.connect()) {
            return client.send(request).readMessage();
        }
    }
}
