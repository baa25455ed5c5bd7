package com.openflyers.gateway.provision;

import static com.openflyers.gateway.demo.DemoDatabases.ROLE_131;
import static com.openflyers.gateway.provision.ClusterUnderTest.LONG;
import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Writers that no gateway holds: they reconnect as soon as they are cut off.
class FenceUnderLoadDatabaseTest {

    private static final int WRITERS = 8;
    private static final Mandate GIVEN = new Mandate("true", Map.of());

    private final ClusterUnderTest cluster = ClusterUnderTest.shared();
    private final Fence fence = new Fence();
    private final DatabaseName database = cluster.bookings("load");
    private final DatabaseName fenced = database.fenced(1);
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stopping = new AtomicBoolean();

    @Test
    void what_eight_writers_were_told_is_stored_is_in_the_copy_and_nothing_else() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var writer = 0; writer < WRITERS; writer++) {
                var name = "writer " + writer;
                threads.execute(() -> write(name));
            }
            until("all writers write", () -> acknowledged.size() > 50 * WRITERS);

            cluster.transaction(tx -> fence.refuseConnections(tx, database));
            until("all sessions ended", this::end);
            cluster.transaction(tx -> fence.seal(tx, database, fenced));
            var known = acknowledged.size();
            var copies = new CopyWorkflow(
                    cluster.settings, cluster.database(), new Quarantine(InstantSource.system(), List.of()));
            var _ = copies.copy(fenced, database.candidate(1), "attempt 1", LONG);
            stopping.set(true);

            assertThat(acknowledged).hasSize(known);
        }

        try (var copy = cluster.as("gateway", database.candidate(1).text())) {
            var stored = Statements.list(copy, "SELECT who FROM booking WHERE id > 100", row -> row.getString("who"));
            // A commit whose answer was cut off is stored without having been acknowledged.
            assertThat(stored).containsAll(acknowledged).hasSizeLessThanOrEqualTo(acknowledged.size() + WRITERS);
        }
    }

    private boolean end() {
        var _ = result(fence.end(cluster.database().pool(), database, GIVEN));
        return result(fence.sessions(cluster.database().pool(), database)).isEmpty();
    }

    private void write(String name) {
        var number = 0;
        while (!stopping.get()) {
            try (var connection = cluster.as(ROLE_131, database.text())) {
                while (!stopping.get()) {
                    var who = name + " " + number++;
                    var _ = Statements.update(connection, "INSERT INTO booking (who) VALUES (?)", who);
                    acknowledged.add(who);
                }
            } catch (SQLException e) {
                // Cut off, or not let in: at once again, as a pool does.
                Thread.onSpinWait();
            }
        }
    }
}
