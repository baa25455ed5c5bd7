package com.openflyers.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private final RetryBudget budget = new RetryBudget();

    @Test
    void a_version_that_nobody_asked_yet_has_ten_retries() {
        assertThat(takeAll()).isEqualTo(10);
    }

    @Test
    void ten_requests_earn_one_retry() {
        assertThat(takeAll()).isPositive();

        ask(9);
        assertThat(budget.take()).isFalse();

        ask(1);
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
    }

    @Test
    void a_million_quiet_requests_earn_no_more_than_a_full_bucket() {
        ask(1_000_000);

        assertThat(takeAll()).isEqualTo(10);
    }

    @Test
    void many_threads_take_together_what_one_could_have() {
        ask(1_000);
        var taken = new AtomicInteger();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 16; i++) {
                threads.execute(() -> taken.addAndGet(takeAll()));
            }
        }

        assertThat(taken).hasValue(10);
    }

    private void ask(int requests) {
        for (var i = 0; i < requests; i++) {
            budget.earn();
        }
    }

    private int takeAll() {
        var taken = 0;
        while (budget.take()) {
            taken++;
        }
        return taken;
    }
}
