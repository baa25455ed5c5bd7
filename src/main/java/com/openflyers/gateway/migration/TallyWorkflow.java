package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.migration.TallyRepository.Counts;
import com.openflyers.gateway.observe.Metrics;
import java.util.concurrent.TimeUnit;

/// What monitoring sees of migrations: the same on every node, as each one last read it.
///
/// Blocks; only on virtual threads.
final class TallyWorkflow {

    private static final long ANSWER_SECONDS = 5;

    private final Database database;
    private final TallyRepository rows = new TallyRepository();
    private volatile Counts counts = new Counts(0, 0, 0, 0, 0);

    TallyWorkflow(Database database, Metrics metrics) {
        this.database = database;
        // For as long as the process lives: nobody takes these back.
        var _ = metrics.gauge(
                "gateway_migrations_waiting", "Migrations whose clubs wait for the switch", () -> counts.waiting());
        var _ = metrics.gauge(
                "gateway_migrations_oldest_seconds", "Since the oldest request of those", () -> counts.oldest());
        var _ = metrics.gauge("gateway_migrations_overdue", "Those whose promised day is over", () -> counts.overdue());
        var _ = metrics.gauge(
                "gateway_migrations_stopped", "Migrations that need somebody's word", () -> counts.stopped());
        var _ = metrics.gauge(
                "gateway_migrations_stuck",
                "Migrations that do not get on, whatever is tried again",
                () -> counts.stuck());
    }

    void read() {
        counts = rows.count(database.pool())
                .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .await();
    }
}
