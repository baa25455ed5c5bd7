package com.openflyers.gateway.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TicketsTest {

    private final AtomicLong now = new AtomicLong();
    private final Tickets tickets = new Tickets(1_000, now::get);

    @Test
    void a_tenth_of_a_seconds_worth_is_called_at_once_and_then_more_and_more() {
        take(2_000);

        tickets.call();

        assertThat(calledAfter(0)).isEqualTo(100);
        assertThat(calledAfter(1_000)).isEqualTo(1_100);
        assertThat(calledAfter(1_500)).isEqualTo(1_975);
        assertThat(calledAfter(1_600)).isEqualTo(2_000);
    }

    @Test
    void the_first_in_line_is_called_however_slow_the_pace() {
        var slow = new Tickets(1, now::get);
        var first = slow.take(10);
        var second = slow.take(10);

        slow.call();

        assertThat(slow.isCalled(first)).isTrue();
        assertThat(slow.isCalled(second)).isFalse();
    }

    @Test
    void a_crowd_that_comes_after_another_has_gone_is_called_slowly_again() {
        take(500);
        for (var i = 0; i < 500; i++) {
            assertThat(tickets.drop()).isEqualTo(499 - i);
        }
        now.addAndGet(TimeUnit.HOURS.toNanos(1));
        take(500);

        tickets.call();

        assertThat(LongStream.range(500, 1_000).filter(tickets::isCalled).count())
                .isEqualTo(100);
    }

    @Test
    void no_more_are_out_than_may_be_and_one_that_comes_back_is_given_again() {
        take(2_000);

        assertThat(tickets.take(2_000)).isEqualTo(Gate.NONE);
        assertThat(tickets.drop()).isEqualTo(1_999);
        assertThat(tickets.take(2_000)).isEqualTo(2_000);
        assertThat(tickets.held()).isEqualTo(2_000);
    }

    @Test
    void giving_up_a_ticket_that_is_not_out_is_a_bug() {
        assertThatThrownBy(tickets::drop).isInstanceOf(IllegalStateException.class);
        assertThat(tickets.held()).isZero();
    }

    private void take(int count) {
        for (var i = 0; i < count; i++) {
            assertThat(tickets.take(2_000)).isNotNegative();
        }
    }

    private long calledAfter(long millis) {
        now.set(TimeUnit.MILLISECONDS.toNanos(millis));
        return LongStream.range(0, 2_000).filter(tickets::isCalled).count();
    }
}
