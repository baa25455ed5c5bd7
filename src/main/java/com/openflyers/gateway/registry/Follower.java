package com.openflyers.gateway.registry;

import com.openflyers.gateway.registry.TableStatus.Missing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// How far this node follows the registry: what [FollowerVerticle] reports and others ask, from any thread.
public final class Follower {

    private record Waiter(long revision, Promise<Void> reached) {}

    final Bell bell = new Bell();
    private final LongSupplier nanoTime;
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private volatile long applied;
    private volatile long contact;
    private volatile boolean accepting;
    private volatile TableStatus status = new Missing("the registry was not read yet");
    private volatile List<String> faults = List.of();

    public Follower() {
        this(System::nanoTime);
    }

    Follower(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.contact = nanoTime.getAsLong();
    }

    /// The revision up to which the route table holds everything.
    public long applied() {
        return applied;
    }

    /// Completes when this node has applied `revision`, which it is told to look for at once; fails with a
    /// `TimeoutException` after `within`. Completes on the follower's thread: await it.
    public Future<Void> reach(long revision, Duration within) {
        var waiter = new Waiter(revision, Promise.promise());
        synchronized (waiters) {
            if (applied >= revision) {
                return Future.succeededFuture();
            }
            waiters.add(waiter);
        }
        bell.ring();
        return waiter.reached()
                .future()
                .timeout(within.toMillis(), TimeUnit.MILLISECONDS)
                .eventually(() -> {
                    synchronized (waiters) {
                        waiters.remove(waiter);
                    }
                    return Future.succeededFuture();
                });
    }

    /// Calls `listener` with each revision that was applied, on the follower's thread: must be quick.
    public void listen(LongConsumer listener) {
        listeners.add(listener);
    }

    public TableStatus status() {
        return status;
    }

    /// Since the registry answered last, or since this node was started.
    public Duration staleness() {
        return Duration.ofNanos(nanoTime.getAsLong() - contact);
    }

    /// What an operator should mend, a sentence each: rows that cannot be read, a saved table that was refused.
    public List<String> faults() {
        return faults;
    }

    /// An operator's word that what the registry holds is right, although this node refused it. Holds for the next
    /// reading of the whole table.
    public void accept() {
        accepting = true;
        bell.ring();
    }

    boolean takeAcceptance() {
        var taken = accepting;
        accepting = false;
        return taken;
    }

    void heard() {
        contact = nanoTime.getAsLong();
    }

    void report(TableStatus now, List<String> named) {
        status = now;
        faults = List.copyOf(named);
    }

    void advance(long revision) {
        var reached = new ArrayList<Waiter>();
        synchronized (waiters) {
            applied = revision;
            for (var waiter : waiters) {
                if (waiter.revision() <= revision) {
                    reached.add(waiter);
                }
            }
        }
        listeners.forEach(listener -> listener.accept(revision));
        reached.forEach(waiter -> waiter.reached().tryComplete());
    }
}
