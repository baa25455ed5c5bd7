package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OverloadTest {

    private final Overload overload = new Overload(100);

    @Test
    void one_late_look_is_a_pause_and_two_are_an_overload() {
        assertThat(overload.look(500)).isFalse();
        assertThat(overload.isShedding()).isFalse();

        assertThat(overload.look(500)).isTrue();
        assertThat(overload.isShedding()).isTrue();
    }

    @Test
    void late_looks_with_a_timely_one_between_them_are_no_overload() {
        overload.look(500);
        overload.look(10);
        overload.look(500);

        assertThat(overload.isShedding()).isFalse();
    }

    @Test
    void an_overload_ends_when_the_loop_is_less_than_half_as_late() {
        overload.look(500);
        overload.look(500);

        assertThat(overload.look(60)).isFalse();
        assertThat(overload.isShedding()).isTrue();
        assertThat(overload.look(40)).isTrue();
        assertThat(overload.isShedding()).isFalse();
    }

    @Test
    void a_limit_of_zero_is_never_reached() {
        var never = new Overload(0);

        never.look(Long.MAX_VALUE);
        never.look(Long.MAX_VALUE);

        assertThat(never.isShedding()).isFalse();
    }
}
