package com.openflyers.gateway.registry;

import com.openflyers.gateway.db.Bell;
import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.observe.Readiness;
import com.openflyers.gateway.observe.Readiness.Degraded;
import com.openflyers.gateway.observe.Readiness.NotReady;
import com.openflyers.gateway.observe.Readiness.Ready;
import com.openflyers.gateway.registry.TableStatus.Current;
import com.openflyers.gateway.registry.TableStatus.Missing;
import com.openflyers.gateway.registry.TableStatus.Stale;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How far this node follows the registry: what [FollowerVerticle] reports and others ask, from any thread.
public final class Follower {

    private record Waiter(long revision, Promise<Void> reached) {}

    final Bell bell = new Bell();
    private final Readiness readiness;
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private final Promise<Void> settled = Promise.promise();
    private volatile long applied;
    private volatile long contact = System.nanoTime();
    private volatile boolean accepting;
    private volatile TableStatus status = new Missing("the registry was not read yet");
    private volatile List<String> faults = List.of();

    public Follower(Readiness readiness, Metrics metrics) {
        this.readiness = readiness;
        report(status, faults);
        var _ = metrics.gauge(
                "gateway_registry_staleness_seconds",
                "Since the registry answered last",
                () -> staleness().toMillis() / 1000.0);
        var _ = metrics.gauge("gateway_table_revision", "Revision that is served", () -> applied);
        var _ = metrics.gauge(
                "gateway_table_faults", "Rows that cannot be read, and faults of the saved table", () -> faults.size());
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

    /// Completes when the registry was read once, refused or not, or could not be; at the latest after `longest`.
    public Future<Void> settled(Duration longest) {
        return settled.future()
                .timeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty();
    }

    void settle() {
        settled.tryComplete();
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
        return Duration.ofNanos(System.nanoTime() - contact);
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

    boolean accepting() {
        return accepting;
    }

    void accepted() {
        accepting = false;
    }

    void heard() {
        contact = System.nanoTime();
    }

    void report(TableStatus now, List<String> named) {
        status = now;
        faults = List.copyOf(named);
        readiness.set(
                "table",
                switch (now) {
                    case Missing(var reason) -> new NotReady(sentence(reason, named));
                    case Stale stale -> new Degraded(sentence(stale.reason(), named));
                    case Current _ when !named.isEmpty() -> new Degraded(String.join("; ", named));
                    case Current _ -> new Ready();
                });
    }

    /// A fault may be the whole reason.
    private static String sentence(String reason, List<String> named) {
        return Stream.concat(Stream.of(reason), named.stream()).distinct().collect(Collectors.joining("; "));
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
