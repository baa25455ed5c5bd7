package com.openflyers.gateway.testing;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// Waiting in tests, on the test's own thread and never for long.
public final class Futures {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Futures() {}

    /// The future's result; its failure as the cause of an AssertionError.
    public static <T> T result(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("the future failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the future did not complete", e);
        }
    }

    /// Returns as soon as `fact` is true; fails when it is not in time.
    public static void until(String what, BooleanSupplier fact) {
        Eventually.holds(PATIENCE, fact, () -> new AssertionError("not in time: " + what));
    }
}
