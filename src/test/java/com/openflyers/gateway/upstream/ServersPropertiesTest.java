package com.openflyers.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.HealthCheck;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Upstream;
import com.openflyers.gateway.route.Version;
import com.openflyers.gateway.upstream.Server.Result;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What picks do in the long run. The seed is fixed: a failure repeats.
class ServersPropertiesTest {

    private static final int PICKS = 100_000;

    private final SplittableRandom random = new SplittableRandom(20_080_601);
    private final AtomicLong clock = new AtomicLong();
    private final Servers servers = new Servers();

    @Test
    void idle_servers_share_evenly() {
        serving(5);

        var shares = shares(null);

        assertThat(shares.values())
                .hasSize(5)
                .allSatisfy(share -> assertThat(share).isBetween(0.19, 0.21));
    }

    @Test
    void the_less_busy_of_two_is_always_picked() {
        serving(2);
        servers.all().getFirst().begin();

        assertThat(shares(null)).containsOnlyKeys(servers.all().getLast());
    }

    @Test
    void requests_outstanding_stay_nearly_level() {
        serving(4);
        var sent = new ArrayDeque<Server>();
        var widest = 0;

        for (var i = 0; i < PICKS; i++) {
            var server = picked(null);
            server.begin();
            sent.add(server);
            if (sent.size() > 400) {
                sent.remove().end(Result.OK);
            }
            widest = Math.max(widest, spread());
        }

        assertThat(widest).as("chance alone would spread 100 each by about 60").isLessThan(20);
    }

    @Test
    void a_server_that_answers_ten_times_slower_gets_a_tenth_of_the_requests() {
        serving(2);
        var slow = servers.all().getFirst();
        record Sent(Server server, long due) {}
        var sent = new PriorityQueue<>(Comparator.comparingLong(Sent::due));
        var toSlow = 0;

        for (var time = 0L; time < PICKS; time++) {
            for (var first = sent.peek(); first != null && first.due() <= time; first = sent.peek()) {
                sent.remove().server().end(Result.OK);
            }
            var server = picked(null);
            server.begin();
            sent.add(new Sent(server, time + (server == slow ? 1_000 : 100)));
            toSlow += server == slow ? 1 : 0;
        }

        assertThat((double) toSlow / PICKS).isBetween(0.08, 0.11);
    }

    @Test
    void a_server_that_is_out_is_never_picked_and_the_others_share_evenly() {
        serving(4);
        var out = servers.all().get(1);
        refuse(out);

        var shares = shares(null);

        assertThat(shares).hasSize(3).doesNotContainKey(out);
        assertThat(shares.values()).allSatisfy(share -> assertThat(share).isBetween(0.32, 0.35));
        assertThat(servers.desperatePicks()).isZero();
    }

    @Test
    void a_refused_connection_is_avoided_by_the_very_next_pick() {
        for (var round = 0; round < 1_000; round++) {
            serving(2);
            var first = picked(null);
            refuse(first);

            assertThat(picked(null)).isNotSameAs(first);
        }
    }

    @Test
    void when_all_are_out_all_are_tried_and_it_is_counted() {
        serving(3);
        servers.all().forEach(ServersPropertiesTest::refuse);

        var shares = shares(null);

        assertThat(shares.values())
                .hasSize(3)
                .allSatisfy(share -> assertThat(share).isBetween(0.32, 0.35));
        assertThat(servers.desperatePicks()).isEqualTo(PICKS);
    }

    @Test
    void the_server_to_avoid_is_never_picked_even_if_the_others_are_out() {
        serving(3);
        var avoided = servers.all().getFirst();
        refuse(servers.all().get(1));

        assertThat(shares(avoided)).containsOnlyKeys(servers.all().getLast());
        refuse(servers.all().getLast());
        assertThat(shares(avoided)).hasSize(2).doesNotContainKey(avoided);
    }

    @Test
    void without_another_server_there_is_no_pick() {
        assertThat(servers.pick(null)).isNull();
        serving(1);

        assertThat(servers.pick(servers.all().getFirst())).isNull();
        assertThat(servers.pick(null)).isSameAs(servers.all().getFirst());
    }

    @Test
    void the_share_of_a_server_that_came_back_grows_while_all_are_idle() {
        serving(2);
        var back = servers.all().getFirst();
        refuse(back);
        var _ = back.health().checkPassed();

        for (var second = 1; second <= 10; second++) {
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            var expected = second / 20.0;

            assertThat(shares(null).get(back)).isBetween(expected - 0.01, expected + 0.01);
        }
    }

    @Test
    void the_share_of_a_server_that_came_back_grows_under_load() {
        serving(2);
        var back = servers.all().getFirst();
        refuse(back);
        var _ = back.health().checkPassed();
        var sent = new ArrayDeque<Server>();

        for (var second = 1; second <= 10; second++) {
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            var count = 0;
            for (var i = 0; i < PICKS; i++) {
                var server = picked(null);
                server.begin();
                sent.add(server);
                count += server == back ? 1 : 0;
                if (sent.size() > 100) {
                    sent.remove().end(Result.OK);
                }
            }
            var weight = second / 10.0;
            var expected = weight / (1 + weight);

            assertThat((double) count / PICKS).as("second %d", second).isBetween(expected - 0.03, expected + 0.03);
        }
    }

    @Test
    void a_changed_list_of_addresses_keeps_the_servers_that_stay() {
        serving(3);
        var before = servers.all();
        refuse(before.getLast());
        before.getFirst().begin();

        servers.follow(version(before.getLast().upstream(), before.getFirst().upstream(), upstream(9)), this::server);

        assertThat(servers.all()).hasSize(3).startsWith(before.getLast(), before.getFirst());
        assertThat(servers.all().getFirst().state().condition()).isEqualTo(Condition.DOWN);
        assertThat(servers.all().get(1).outstanding()).isEqualTo(1);
    }

    @Test
    void a_request_allocates_nothing() {
        serving(5);
        refuse(servers.all().getFirst());
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        request(PICKS);

        var before = threads.getCurrentThreadAllocatedBytes();
        request(PICKS);
        var allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).as("bytes in %d requests", PICKS).isLessThan(10_000);
    }

    private void request(int times) {
        for (var i = 0; i < times; i++) {
            var server = servers.pick(null);
            if (server != null) {
                server.begin();
                server.end(Result.OK);
            }
        }
    }

    private void serving(int count) {
        servers.follow(version(), this::server);
        servers.follow(
                version(IntStream.rangeClosed(1, count)
                        .mapToObj(ServersPropertiesTest::upstream)
                        .toArray(Upstream[]::new)),
                this::server);
        servers.all().forEach(server -> {
            var _ = server.health().checkPassed();
        });
        clock.addAndGet(UpstreamSettings.DEFAULT.slowStart().toNanos());
    }

    private Server server(Upstream upstream) {
        return new Server("2.0", upstream, new Health(UpstreamSettings.DEFAULT, clock::get), _ -> {});
    }

    private static Version version(Upstream... upstreams) {
        return new Version("2.0", List.of(upstreams), HealthCheck.DEFAULT, Rules.NONE);
    }

    private static Upstream upstream(int port) {
        return new Upstream("http", "localhost", port);
    }

    private static void refuse(Server server) {
        server.begin();
        server.end(Result.FAILED_CONNECT);
    }

    private Server picked(@Nullable Server avoid) {
        var server = servers.pick(avoid, random.nextLong());
        return Objects.requireNonNull(server);
    }

    /// The part of many picks that each server gets.
    private Map<Server, Double> shares(@Nullable Server avoid) {
        var shares = new HashMap<Server, Double>();
        for (var i = 0; i < PICKS; i++) {
            shares.merge(picked(avoid), 1.0 / PICKS, Double::sum);
        }
        return shares;
    }

    private int spread() {
        var counts = servers.all().stream().mapToInt(Server::outstanding).summaryStatistics();
        return counts.getMax() - counts.getMin();
    }
}
