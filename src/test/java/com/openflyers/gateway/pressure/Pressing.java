package com.openflyers.gateway.pressure;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A pressure that lasts until it is closed.
final class Pressing implements AutoCloseable {

    private final Thread thread;
    private final Runnable end;
    private volatile boolean ended;

    private Pressing(long pauseMillis, Runnable step, Runnable end) {
        this.end = end;
        this.thread = Thread.ofPlatform().daemon().start(() -> {
            while (!ended) {
                step.run();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
            }
        });
    }

    static Pressing repeat(long pauseMillis, Runnable step, Crowd crowd) {
        return repeat(pauseMillis, step, crowd::close);
    }

    static Pressing repeat(long pauseMillis, Runnable step, Runnable end) {
        return new Pressing(pauseMillis, step, end);
    }

    static Pressing of(Crowd crowd) {
        return of(crowd::close);
    }

    static Pressing of(Runnable end) {
        return new Pressing(1_000, () -> {}, end);
    }

    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end.run();
    }
}
