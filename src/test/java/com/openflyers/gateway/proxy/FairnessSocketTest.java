package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.Message;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// One club, or one client, cannot take the node from the others.
class FairnessSocketTest {

    private static final String BEHIND_PROXY = "edge: {trusted-proxies: [127.0.0.1], limits: {%s}}";

    @Test
    void a_club_whose_application_hangs_takes_only_its_own_places_however_often_its_members_retry() {
        var hung = new Hung();
        try (hung;
                var lively = FakeUpstream.answering("booked");
                var edge = EdgeUnderTest.start("edge: {limits: {requests-per-space: 10}}")) {
            edge.version("hung", Rules.NONE, hung.upstream.address()).space("aeroclub", "hung");
            edge.version("2.0", Rules.NONE, lively.address()).space("mermoz", "2.0");
            var waiting = hung.requests(edge, 10);

            for (var i = 0; i < 50; i++) {
                try (var member = edge.connect();
                        var other = edge.connect()) {
                    var refused = member.send(get("aeroclub", "")).readMessage();
                    var served = other.send(get("mermoz", "")).readMessage();

                    assertThat(refused.status()).isEqualTo(429);
                    assertThat(refused.field("X-Gateway-Error")).isEqualTo("too-many-requests");
                    assertThat(refused.field("Retry-After")).isEqualTo("1");
                    assertThat(served.body()).isEqualTo("booked");
                }
            }

            assertThat(hung.upstream.connections()).isEqualTo(10);
            hung.release();
            assertThat(waiting).allMatch(client -> client.readMessage().status() == 200);
            assertThat(ask(edge, "aeroclub", "").status()).isEqualTo(200);
        }
    }

    @Test
    void a_client_that_has_all_its_places_gets_429_and_the_next_client_an_answer() {
        var hung = new Hung();
        try (hung;
                var lively = FakeUpstream.answering("booked");
                var edge = EdgeUnderTest.start(BEHIND_PROXY.formatted("requests-per-address: 3"))) {
            edge.version("hung", Rules.NONE, hung.upstream.address()).space("aeroclub", "hung");
            edge.version("2.0", Rules.NONE, lively.address()).space("mermoz", "2.0");
            var waiting = hung.requests(edge, 3, "192.0.2.1");

            var refused = ask(edge, "mermoz", "192.0.2.1");
            var other = ask(edge, "mermoz", "192.0.2.2");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.field("Retry-After")).isEqualTo("1");
            assertThat(other.body()).isEqualTo("booked");
            hung.release();
            waiting.forEach(Conversation::readMessage);
            assertThat(ask(edge, "mermoz", "192.0.2.1").body()).isEqualTo("booked");
        }
    }

    @Test
    void a_client_that_takes_all_places_of_a_club_leaves_those_in_reserve_to_others() {
        var hung = new Hung();
        try (hung;
                var edge = EdgeUnderTest.start(BEHIND_PROXY.formatted("requests-per-space: 20"))) {
            edge.version("hung", Rules.NONE, hung.upstream.address()).space("aeroclub", "hung");
            var greedy = hung.requests(edge, 20, "192.0.2.1");
            assertThat(ask(edge, "aeroclub", "192.0.2.1").status()).isEqualTo(429);

            var members = hung.requests(edge, 2, "192.0.2.2");

            assertThat(ask(edge, "aeroclub", "192.0.2.3").status()).isEqualTo(429);
            hung.release();
            assertThat(members).allMatch(member -> member.readMessage().status() == 200);
            assertThat(greedy).allMatch(client -> client.readMessage().status() == 200);
        }
    }

    @Test
    void a_client_that_takes_all_places_before_a_held_gate_leaves_those_in_reserve_to_others() {
        try (var upstream = FakeUpstream.answering("booked");
                var edge = EdgeUnderTest.start(BEHIND_PROXY.formatted("held-per-space: 10"));
                var member = edge.connect()) {
            edge.version("2.0", Rules.NONE, upstream.address()).space("aeroclub", "2.0");
            edge.hold("aeroclub", "2.0");
            var greedy = new ArrayList<Conversation>();
            for (var i = 0; i < 10; i++) {
                greedy.add(edge.connect().send(get("aeroclub", "192.0.2.1")));
            }
            edge.awaitHeld(10);
            assertThat(ask(edge, "aeroclub", "192.0.2.1").status()).isEqualTo(503);

            member.send(get("aeroclub", "192.0.2.2"));

            edge.awaitHeld(11);
            edge.space("aeroclub", "2.0");
            assertThat(member.readMessage().body()).isEqualTo("booked");
            assertThat(greedy).allMatch(client -> client.readMessage().status() == 200);
        }
    }

    @Test
    void a_client_that_leaves_gives_its_places_back() {
        var hung = new Hung();
        try (hung;
                var lively = FakeUpstream.answering("booked");
                var edge = EdgeUnderTest.start(BEHIND_PROXY.formatted("requests-per-address: 3"))) {
            edge.version("hung", Rules.NONE, hung.upstream.address()).space("aeroclub", "hung");
            edge.version("2.0", Rules.NONE, lively.address()).space("mermoz", "2.0");

            hung.requests(edge, 3, "192.0.2.1").forEach(Conversation::reset);

            hung.awaitGone(3);
            assertThat(ask(edge, "mermoz", "192.0.2.1").body()).isEqualTo("booked");
        }
    }

    @Test
    void one_ipv6_network_is_one_client() {
        try (var upstream = FakeUpstream.answering("booked");
                var edge = EdgeUnderTest.start(BEHIND_PROXY.formatted("address-rate: 2"))) {
            edge.version("2.0", Rules.NONE, upstream.address()).space("aeroclub", "2.0");

            assertThat(ask(edge, "aeroclub", "2001:db8::1").status()).isEqualTo(200);
            assertThat(ask(edge, "aeroclub", "2001:db8::2").status()).isEqualTo(200);
            assertThat(ask(edge, "aeroclub", "2001:db8::3").status()).isEqualTo(429);
            assertThat(ask(edge, "aeroclub", "2001:db8:0:1::1").status()).isEqualTo(200);
        }
    }

    @Test
    void an_address_that_an_untrusted_client_makes_up_does_not_change_where_it_is_counted() {
        try (var upstream = FakeUpstream.answering("booked");
                var edge = EdgeUnderTest.start("edge: {limits: {address-rate: 2}}")) {
            edge.version("2.0", Rules.NONE, upstream.address()).space("aeroclub", "2.0");

            assertThat(ask(edge, "aeroclub", "192.0.2.1").status()).isEqualTo(200);
            assertThat(ask(edge, "aeroclub", "192.0.2.2").status()).isEqualTo(200);
            var third = ask(edge, "aeroclub", "192.0.2.3");

            assertThat(third.status()).isEqualTo(429);
            assertThat(third.field("Retry-After")).isEqualTo("1");
        }
    }

    @Test
    void what_a_client_puts_before_its_address_in_a_trusted_chain_does_not_change_where_it_is_counted() {
        try (var upstream = FakeUpstream.answering("booked");
                var edge = EdgeUnderTest.start(BEHIND_PROXY.formatted("address-rate: 2"))) {
            edge.version("2.0", Rules.NONE, upstream.address()).space("aeroclub", "2.0");

            assertThat(ask(edge, "aeroclub", "198.51.100.1, 192.0.2.1").status())
                    .isEqualTo(200);
            assertThat(ask(edge, "aeroclub", "198.51.100.2, 192.0.2.1").status())
                    .isEqualTo(200);
            assertThat(ask(edge, "aeroclub", "198.51.100.3, 192.0.2.1").status())
                    .isEqualTo(429);
        }
    }

    private static Message ask(EdgeUnderTest edge, String space, String forwardedFor) {
        try (var client = edge.connect()) {
            return client.send(get(space, forwardedFor)).readMessage();
        }
    }

    private static String get(String space, String forwardedFor) {
        return "GET / HTTP/1.1\r\nHost: " + space + ".localhost\r\nX-Forwarded-For: " + forwardedFor + "\r\n\r\n";
    }

    /// An upstream that answers nobody before it is told to, and then everybody.
    private static final class Hung implements AutoCloseable {

        private final CountDownLatch released = new CountDownLatch(1);
        private final Semaphore asked = new Semaphore(0);
        private final Semaphore gone = new Semaphore(0);
        private final FakeUpstream upstream = FakeUpstream.speaking(connection -> {
            try {
                while (true) {
                    connection.request();
                    asked.release();
                    Thread.ofVirtual().start(() -> answerLater(connection));
                }
            } finally {
                gone.release();
            }
        });

        /// Clients that have each sent a request which has arrived here.
        List<Conversation> requests(EdgeUnderTest edge, int count) {
            return requests(edge, count, "");
        }

        List<Conversation> requests(EdgeUnderTest edge, int count, String forwardedFor) {
            var clients = new ArrayList<Conversation>();
            for (var i = 0; i < count; i++) {
                clients.add(edge.connect().send(get("aeroclub", forwardedFor)));
            }
            asked.acquireUninterruptibly(count);
            return clients;
        }

        void awaitGone(int count) {
            gone.acquireUninterruptibly(count);
        }

        void release() {
            released.countDown();
        }

        @Override
        public void close() {
            release();
            upstream.close();
        }

        private void answerLater(FakeUpstream.Connection connection) {
            try {
                released.await();
                connection.answer(FakeUpstream.ok("late"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (UncheckedIOException e) {
                // the gateway left, as its client did
            }
        }
    }
}
