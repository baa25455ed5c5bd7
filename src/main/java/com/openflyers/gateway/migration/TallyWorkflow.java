package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.observe.Metrics;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What monitoring sees of migrations: the same on every node, as each one last read it.
///
/// Blocks; only on virtual threads.
final class TallyWorkflow {

    /// Nobody waits any more for what was switched, or is over.
    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE waits) AS waiting,
                   coalesce(extract(epoch FROM max(clock_timestamp() - requested_at) FILTER (WHERE waits)), 0)::float8
                       AS oldest,
                   count(*) FILTER (WHERE waits AND due_at <= clock_timestamp()) AS overdue,
                   count(*) FILTER (WHERE state IN ('ROLLED_BACK', 'NEEDS_HUMAN')) AS stopped,
                   count(*) FILTER (WHERE troubles >= %d) AS stuck
              FROM (SELECT *, switched_at IS NULL AS waits
                      FROM migration
                     WHERE state NOT IN ('ARCHIVED', 'REVERSED', 'REFUSED', 'WITHDRAWN')) AS open
            """.formatted(CoordinatorWorkflow.PATIENCE);

    private static final long ANSWER_SECONDS = 5;

    private record Counts(long waiting, double oldest, long overdue, long stopped, long stuck) {}

    private final Database database;
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
        counts = SqlTemplate.forQuery(database.pool(), COUNT)
                .mapTo(row -> new Counts(
                        row.getLong("waiting"),
                        row.getDouble("oldest"),
                        row.getLong("overdue"),
                        row.getLong("stopped"),
                        row.getLong("stuck")))
                .execute(Map.of())
                .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .await()
                .iterator()
                .next();
    }
}
