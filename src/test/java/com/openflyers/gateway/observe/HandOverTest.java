package com.openflyers.gateway.observe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HandOverTest {

    private record Item(int producer, int number) {}

    @Test
    void what_goes_in_comes_out_in_order() {
        var queue = new HandOver<String>(4);

        assertThat(queue.offer("a")).isTrue();
        assertThat(queue.offer("b")).isTrue();

        assertThat(queue.poll()).isEqualTo("a");
        assertThat(queue.poll()).isEqualTo("b");
        assertThat(queue.poll()).isNull();
    }

    @Test
    void a_full_queue_refuses_until_something_left() {
        var queue = new HandOver<Integer>(4);
        for (var i = 0; i < 4; i++) {
            assertThat(queue.offer(i)).isTrue();
        }

        assertThat(queue.offer(4)).isFalse();
        assertThat(queue.poll()).isZero();
        assertThat(queue.offer(5)).isTrue();
        assertThat(queue.offer(6)).isFalse();
    }

    @Test
    void nothing_accepted_from_many_threads_is_lost_doubled_or_overtaken() throws Exception {
        var queue = new HandOver<Item>(64);
        var producers = 4;
        var each = 50_000;
        var accepted = new int[producers];
        var running = new AtomicInteger(producers);
        var received = new ArrayList<Item>();

        try (var threads = Executors.newFixedThreadPool(producers)) {
            var work = new ArrayList<Callable<Object>>();
            for (var p = 0; p < producers; p++) {
                var producer = p;
                work.add(() -> {
                    for (var i = 0; i < each; i++) {
                        if (queue.offer(new Item(producer, i))) {
                            accepted[producer]++;
                        }
                    }
                    return running.decrementAndGet();
                });
            }
            var futures = work.stream().map(threads::submit).toList();
            while (true) {
                var over = running.get() == 0;
                for (var item = queue.poll(); item != null; item = queue.poll()) {
                    received.add(item);
                }
                if (over) {
                    break;
                }
                Thread.onSpinWait();
            }
            for (var future : futures) {
                var _ = future.get(60, SECONDS);
            }
        }

        for (var p = 0; p < producers; p++) {
            var producer = p;
            var numbers = received.stream()
                    .filter(item -> item.producer() == producer)
                    .map(Item::number)
                    .toList();
            assertThat(numbers).hasSize(accepted[producer]).isSorted().doesNotHaveDuplicates();
        }
        assertThat(received).isNotEmpty();
    }
}
