package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OverloadTest {

    @Test
    void one_late_look_is_a_pause_and_two_are_an_overload() {
        assertThat(shedsAfter(100, 500)).isFalse();
        assertThat(shedsAfter(100, 500, 500)).isTrue();
    }

    @Test
    void late_looks_with_a_timely_one_between_them_are_no_overload() {
        assertThat(shedsAfter(100, 500, 10, 500)).isFalse();
    }

    @Test
    void an_overload_ends_when_the_loop_is_less_than_half_as_late() {
        assertThat(shedsAfter(100, 500, 500, 60)).isTrue();
        assertThat(shedsAfter(100, 500, 500, 60, 40)).isFalse();
    }

    @Test
    void a_limit_of_zero_is_never_reached() {
        assertThat(shedsAfter(0, Long.MAX_VALUE, Long.MAX_VALUE)).isFalse();
    }

    @Test
    void a_look_says_when_it_changed_something() {
        var overload = new Overload(100);

        assertThat(overload.look(500)).isFalse();
        assertThat(overload.look(500)).isTrue();
        assertThat(overload.look(500)).isFalse();
        assertThat(overload.look(10)).isTrue();
    }

    private static boolean shedsAfter(long limit, long... lags) {
        var overload = new Overload(limit);
        for (var lag : lags) {
            var _ = overload.look(lag);
        }
        return overload.isShedding();
    }
}
