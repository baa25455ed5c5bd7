package com.openflyers.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HealthTest {

    /// Below zero at first, as the clock of a machine may be.
    private final AtomicLong clock = new AtomicLong(-1_000);

    private final Health health = new Health(UpstreamSettings.DEFAULT, clock::get);

    @Test
    void a_new_server_takes_requests_but_is_not_called_healthy() {
        assertThat(health.share()).isPositive();
        assertThat(health.condition()).isEqualTo(Condition.UNCHECKED);
        assertThat(health.condition().healthy()).isFalse();
    }

    @Test
    void the_first_check_decides_alone() {
        var tookItOut = health.checkFailed("no answer");

        assertThat(tookItOut).isTrue();
        assertThat(health.condition()).isEqualTo(Condition.DOWN);
        assertThat(health.fault()).isEqualTo("no answer");
    }

    @Test
    void one_failed_check_of_a_healthy_server_is_forgiven_and_a_second_is_not() {
        steady();

        assertThat(health.checkFailed("no answer")).isFalse();
        assertThat(health.condition()).isEqualTo(Condition.HEALTHY);
        assertThat(health.checkFailed("no answer")).isTrue();
        assertThat(health.condition()).isEqualTo(Condition.DOWN);
    }

    @Test
    void only_checks_in_a_row_count() {
        steady();

        for (var i = 0; i < 10; i++) {
            assertThat(health.checkFailed("no answer")).isFalse();
            assertThat(health.checkPassed()).isFalse();
        }

        assertThat(health.share()).isEqualTo(1);
    }

    @Test
    void a_refused_connection_takes_it_out_at_once_and_only_a_check_brings_it_back() {
        steady();

        assertThat(health.connectFailed()).isTrue();
        assertThat(health.connectFailed()).as("the news is told once").isFalse();
        advance(Duration.ofDays(1));
        assertThat(health.share()).isZero();
        assertThat(health.checkPassed()).isTrue();

        assertThat(health.condition()).isEqualTo(Condition.WARMING);
        assertThat(health.fault()).isEmpty();
    }

    @Test
    void a_server_that_came_back_takes_a_share_that_grows_to_the_whole() {
        steady();
        var _ = health.connectFailed();
        var _ = health.checkPassed();

        assertThat(health.share()).isEqualTo(0.05f);
        advance(Duration.ofSeconds(3));
        assertThat(health.share()).isEqualTo(0.3f);
        advance(Duration.ofSeconds(6));
        assertThat(health.share()).isEqualTo(0.9f);
        advance(Duration.ofSeconds(1));
        assertThat(health.share()).isEqualTo(1);
        assertThat(health.condition()).isEqualTo(Condition.HEALTHY);
    }

    @Test
    void failed_requests_eject_it_only_when_they_come_in_a_row() {
        steady();

        for (var i = 0; i < 10; i++) {
            assertThat(health.requestFailed()).isFalse();
            assertThat(health.requestFailed()).isFalse();
            health.requestSucceeded();
        }
        assertThat(health.share()).isEqualTo(1);
        assertThat(failInARow()).isTrue();

        assertThat(health.condition()).isEqualTo(Condition.EJECTED);
        assertThat(health.ejections()).isEqualTo(1);
    }

    @Test
    void an_ejection_ends_by_itself_and_the_next_one_lasts_twice_as_long() {
        steady();
        var expected = Duration.ofSeconds(1);

        for (var i = 0; i < 8; i++) {
            assertThat(failInARow()).isTrue();
            advance(expected.minusNanos(1));
            assertThat(health.share()).as("before %s", expected).isZero();
            advance(Duration.ofNanos(1));
            assertThat(health.share()).as("after %s", expected).isPositive();
            var doubled = expected.multipliedBy(2);
            expected = doubled.compareTo(Duration.ofSeconds(30)) < 0 ? doubled : Duration.ofSeconds(30);
        }
    }

    @Test
    void a_server_that_served_its_whole_slow_start_begins_with_short_ejections_again() {
        steady();
        assertThat(failInARow()).isTrue();
        advance(Duration.ofSeconds(1));
        assertThat(failInARow()).isTrue();
        advance(Duration.ofSeconds(12));

        assertThat(failInARow()).isTrue();

        advance(Duration.ofSeconds(1));
        assertThat(health.share()).isPositive();
    }

    @Test
    void failures_of_requests_sent_before_an_ejection_do_not_prolong_it() {
        steady();
        assertThat(failInARow()).isTrue();

        for (var i = 0; i < 100; i++) {
            assertThat(health.requestFailed()).isFalse();
        }

        advance(Duration.ofSeconds(1));
        assertThat(health.share()).isPositive();
        assertThat(health.requestFailed()).as("they are not remembered either").isFalse();
    }

    @Test
    void a_passing_check_does_not_end_an_ejection() {
        steady();
        assertThat(failInARow()).isTrue();

        assertThat(health.checkPassed()).isFalse();

        assertThat(health.condition()).isEqualTo(Condition.EJECTED);
        assertThat(health.fault()).isEqualTo("requests failed");
    }

    @Test
    void a_server_that_is_down_is_not_ejected_back_to_life() {
        steady();
        var _ = health.connectFailed();

        assertThat(failInARow()).isFalse();

        advance(Duration.ofDays(1));
        assertThat(health.condition()).isEqualTo(Condition.DOWN);
    }

    private void steady() {
        var _ = health.checkPassed();
        advance(Duration.ofSeconds(10));
        assertThat(health.share()).isEqualTo(1);
    }

    private boolean failInARow() {
        var out = false;
        for (var i = 0; i < UpstreamSettings.DEFAULT.failures(); i++) {
            out = health.requestFailed();
        }
        return out;
    }

    private void advance(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
