package com.openflyers.gateway.observe;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopLagTest {

    private static final Duration INTERVAL = Duration.ofMillis(10);

    private final Vertx vertx = Vertx.vertx();
    private final Metrics metrics = new Metrics();
    private final Context context = vertx.getOrCreateContext();

    @AfterEach
    void close() throws Exception {
        var _ = vertx.close().toCompletionStage().toCompletableFuture().get(60, SECONDS);
        metrics.close();
    }

    @Test
    void a_stuck_loop_shows_while_it_is_stuck_and_afterwards() {
        var released = new CountDownLatch(1);
        var lag = EventLoopLag.watch(context, 3, INTERVAL, metrics, _ -> {});
        context.runOnContext(_ -> hold(released));

        waitUntil(() -> lag.nanos() > MILLISECONDS.toNanos(150));
        released.countDown();

        waitUntil(() -> looks("+Inf") > looks("0.1"));
    }

    @Test
    void a_loop_that_runs_again_is_not_late_for_ever() {
        var released = new CountDownLatch(1);
        var lag = EventLoopLag.watch(context, 0, INTERVAL, metrics, _ -> {});
        context.runOnContext(_ -> hold(released));
        waitUntil(() -> lag.nanos() > MILLISECONDS.toNanos(150));

        released.countDown();

        waitUntil(() -> lag.nanos() < MILLISECONDS.toNanos(50));
    }

    /// How many looks found the loop at most that many seconds late.
    private double looks(String seconds) {
        var start = "gateway_event_loop_lag_seconds_bucket{loop=\"3\",le=\"" + seconds + "\"} ";
        return metrics.scrape()
                .lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(start.length())))
                .sum();
    }

    private static void hold(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void waitUntil(BooleanSupplier condition) {
        var deadline = System.nanoTime() + SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 60 s").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
