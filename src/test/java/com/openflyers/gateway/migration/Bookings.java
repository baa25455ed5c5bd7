package com.openflyers.gateway.migration;

import com.openflyers.gateway.migration.Deed.Kind;
import com.openflyers.gateway.migration.Deed.Result;
import com.openflyers.gateway.testing.Futures;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/// Members of a club who book, cancel and look through all nodes, and one who writes beside the gateway; until told
/// to stop.
final class Bookings implements AutoCloseable {

    static final Duration RESTLESS = Duration.ofMillis(100);

    private static final int MEMBERS = 4;

    private final int members;
    private final Queue<Deed> history = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Bookings(int members) {
        this.members = members;
    }

    static Bookings begin(MigrationWorld world, String space, long seed) {
        return begin(world, space, seed, MEMBERS, RESTLESS);
    }

    /// @param pause of each member after each answer
    static Bookings begin(MigrationWorld world, String space, long seed, int members, Duration pause) {
        var bookings = new Bookings(members);
        for (var number = 0; number < members; number++) {
            var node = world.nodes().get(number % world.nodes().size());
            var member = new BookingMember(space, "member " + number, node.edgePort(), pause, seed + number);
            bookings.threads.execute(() -> member.act(bookings.stopping, bookings.history::add));
        }
        var writer = new BesideWriter(world.clubs(), world.database(space, "1.3.1"));
        bookings.threads.execute(() -> writer.write(bookings.stopping, bookings.history::add));
        return bookings;
    }

    /// Members who look, and change nothing.
    static Bookings look(MigrationWorld world, String space, long seed) {
        var bookings = new Bookings(MEMBERS);
        for (var number = 0; number < MEMBERS; number++) {
            var node = world.nodes().get(number % world.nodes().size());
            var member = new BookingMember(space, "member " + number, node.edgePort(), RESTLESS, seed + number);
            bookings.threads.execute(() -> member.look(bookings.stopping, bookings.history::add));
        }
        return bookings;
    }

    /// Returns when each member has been served by the version since this was called.
    void awaitAllServedBy(String version) {
        var since = System.nanoTime();
        for (var number = 0; number < members; number++) {
            var who = "member " + number;
            Futures.until(
                    who + " looks at " + version,
                    () -> history.stream()
                            .anyMatch(deed -> deed.who().equals(who)
                                    && deed.began() > since
                                    && deed.version().equals(version)
                                    && deed.is(Kind.LIST, Result.OK)));
        }
    }

    List<Deed> history() {
        return List.copyOf(history);
    }

    /// Returns when each has done what it was doing.
    void stop() {
        stopping.set(true);
        threads.close();
    }

    @Override
    public void close() {
        stop();
    }
}
