package com.openflyers.gateway.migration;

import com.openflyers.gateway.demo.ClubsUnderTest;
import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.Eventually;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// What a migration costs a club's members and its neighbours: prints one line of a Markdown table for each size.
///
/// Members book, cancel and look through two gateways while their club's database, grown to the size by bookings and
/// log lines of former years, is moved. `FIGURES_MEGABYTES` (`28,1024`), `FIGURES_BOOKINGS` (as many as fill a sixth of
/// the size, but no more than a large club makes in thirty years) and `FIGURES_MEMBERS` (50) choose.
final class MigrationFigures {

    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final Duration CALM = Duration.ofSeconds(10);
    private static final String NEIGHBOUR = "voisin";

    /// Of a member who reads a page before the next click.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final long MOST_BOOKINGS = 200_000;
    /// Of one booking with its index, and of one line.
    private static final int BOOKING_BYTES = 150;

    private static final int LINE_BYTES = 350;

    private final MigrationWorld world = MigrationWorld.of(2);
    private final int members = Integer.parseInt(System.getenv().getOrDefault("FIGURES_MEMBERS", "50"));

    public static void main(String[] arguments) {
        var figures = new MigrationFigures();
        figures.world.club(NEIGHBOUR);
        System.out.println("| database | bookings | way | held, s | of members' requests meanwhile p50, p99, s "
                + "| lost or doubled | 5xx | neighbours' p99 |\n|---|---|---|---|---|---|---|---|");
        for (var megabytes :
                System.getenv().getOrDefault("FIGURES_MEGABYTES", "28,1024").split(",")) {
            figures.run("club" + megabytes, Integer.parseInt(megabytes));
        }
        figures.world.close();
        System.exit(0);
    }

    private void run(String space, int megabytes) {
        world.club(space);
        var database = world.database(space, "1.3.1");
        var rows = grow(database, (long) megabytes << 20);
        var zero = Instant.now().minusNanos(System.nanoTime());
        var bookings = Bookings.begin(world, space, megabytes, members, PAUSE);
        try (bookings) {
            bookings.awaitAllServedBy("1.3.1");
            var calm = new Neighbour(world).watch(CALM);
            try (var neighbour = new Neighbour(world)) {
                neighbour.begin();
                var migration = world.request(space);
                Eventually.holds(
                        LONGEST,
                        () -> Set.of(State.OBSERVING, State.ROLLED_BACK, State.NEEDS_HUMAN)
                                .contains(world.find(migration).state()),
                        () -> new AssertionError(world.find(migration).toString()));
                var beside = neighbour.end();
                if (world.find(migration).state() == State.OBSERVING) {
                    bookings.awaitAllServedBy("2.0");
                }
                bookings.stop();
                print(megabytes, rows, migration, bookings.history(), space, zero, calm, beside);
            }
        }
    }

    private void print(
            int megabytes,
            long rows,
            long migration,
            List<Deed> history,
            String space,
            Instant zero,
            double calm,
            double beside) {
        var found = world.find(migration);
        var lines = world.evidence(migration);
        var last = lines.stream()
                .filter(line -> line.next() == State.HOLDING)
                .map(Evidence::endedAt)
                .reduce((_, later) -> later);
        var released = lines.stream()
                .filter(line -> line.next() == State.SWITCHED)
                .map(Evidence::endedAt)
                .reduce((_, later) -> later);
        if (last.isEmpty() || released.isEmpty()) {
            System.out.printf(
                    "| %d MB | %,d | %s: %s |%n",
                    megabytes, rows, found.state(), found.facts().encode());
            return;
        }
        var from = Duration.between(zero, last.get()).toNanos();
        var until = Duration.between(zero, released.get()).toNanos();
        var waited = history.stream()
                .filter(deed -> deed.began() < until && deed.ended() > from)
                .mapToDouble(deed -> (deed.ended() - deed.began()) / 1e9)
                .sorted()
                .toArray();
        var ending = new Ending(List.of("1.3.1", "2.0"), StoredBookings.of(world, space), true, true);
        System.out.printf(
                Locale.ROOT,
                "| %d MB | %,d | %s | %.2f | %.2f, %.2f of %d | %d | %d | × %.2f |%n",
                megabytes,
                rows,
                lines.stream().anyMatch(line -> line.evidence().contains("\"REFUSE\"")) ? "interrupted" : "held",
                (until - from) / 1e9,
                percentile(waited, 0.5),
                percentile(waited, 0.99),
                waited.length,
                BookingChecker.complaints(history, ending).size(),
                serverErrors(),
                beside / calm);
        BookingChecker.complaints(history, ending).forEach(System.out::println);
    }

    private long grow(String database, long bytes) {
        try (var connection = world.clubs().connect(database);
                var statement = connection.createStatement()) {
            var rows = Optional.ofNullable(System.getenv("FIGURES_BOOKINGS"))
                    .map(Long::parseLong)
                    .orElse(Math.min(bytes / 6 / BOOKING_BYTES, MOST_BOOKINGS));
            statement.execute("""
            INSERT INTO booking (start_date, end_date, aircraft_num, member_num, comments)
            SELECT timestamp '1990-01-01' + number * interval '2 hours',
                   timestamp '1990-01-01' + number * interval '2 hours' + interval '1 hour', 1 + number %% 4, 1 + number %% 12,
                   'vol local, deux tours de piste'
              FROM generate_series(1, %1$d) AS number;
            INSERT INTO logs (date, "user", message)
            SELECT timestamp '1990-01-01' + number * interval '10 minutes', 1 + number %% 12,
                   repeat('consultation du planning ', 12)
              FROM generate_series(1, %2$d) AS number
            """.formatted(rows, (bytes - rows * BOOKING_BYTES) / LINE_BYTES));
            statement.execute("ANALYZE");
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private long serverErrors() {
        return world.nodes().stream()
                .mapToLong(node -> {
                    try (var metrics = Conversation.with(node.operationsPort())) {
                        var body = metrics.send("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                                .readMessage()
                                .body();
                        return body.lines()
                                .filter(line ->
                                        line.startsWith("gateway_requests_total") && line.contains("status=\"5xx\""))
                                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                                .sum();
                    }
                })
                .sum();
    }

    private static double percentile(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))];
    }

    /// Members of another club, who look at its bookings fifty times a second.
    private static final class Neighbour implements AutoCloseable {

        private static final Duration PAUSE = Duration.ofMillis(20);

        private final MigrationWorld world;
        private final AtomicBoolean stopping = new AtomicBoolean();
        private final List<Double> millis = new ArrayList<>();
        private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();

        private Neighbour(MigrationWorld world) {
            this.world = world;
        }

        /// @return the 99th percentile, in milliseconds
        private double watch(Duration during) {
            begin();
            LockSupport.parkNanos(during.toNanos());
            return end();
        }

        private void begin() {
            thread.execute(() -> {
                var turn = 0;
                while (!stopping.get()) {
                    var node = world.nodes().get(turn++ % world.nodes().size());
                    var began = System.nanoTime();
                    try (var conversation = Conversation.with(node.edgePort())) {
                        var _ = conversation
                                .send("GET /index.php HTTP/1.1\r\nHost: " + NEIGHBOUR + ".localhost\r\nAuthorization: "
                                        + ClubsUnderTest.basic("pilote") + "\r\nConnection: close\r\n\r\n")
                                .readMessage();
                    }
                    millis.add((System.nanoTime() - began) / 1e6);
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            });
        }

        private double end() {
            close();
            var sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
            Arrays.sort(sorted);
            return percentile(sorted, 0.99);
        }

        @Override
        public void close() {
            stopping.set(true);
            thread.close();
        }
    }
}
