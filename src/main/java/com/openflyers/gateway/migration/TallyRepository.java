package com.openflyers.gateway.migration;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.Map;

/// How many migrations there are, as monitoring wants to know it.
final class TallyRepository {

    /// Nobody waits any more for what was switched, or is over.
    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE waits) AS waiting,
                   coalesce(extract(epoch FROM max(clock_timestamp() - requested_at) FILTER (WHERE waits)), 0)::float8
                       AS oldest,
                   count(*) FILTER (WHERE waits AND due_at <= clock_timestamp()) AS overdue,
                   count(*) FILTER (WHERE state IN ('ROLLED_BACK', 'NEEDS_HUMAN')) AS stopped,
                   count(*) FILTER (WHERE troubles >= %d) AS stuck
              FROM (SELECT state, requested_at, due_at, troubles, switched_at IS NULL AS waits
                      FROM migration
                     WHERE state NOT IN ('ARCHIVED', 'REVERSED', 'REFUSED', 'WITHDRAWN')) AS open
            """.formatted(CoordinatorWorkflow.PATIENCE);

    /// @param oldest seconds since the oldest request of those that wait; 0 without one
    record Counts(long waiting, double oldest, long overdue, long stopped, long stuck) {}

    Future<Counts> count(SqlClient client) {
        return SqlTemplate.forQuery(client, COUNT)
                .mapTo(row -> new Counts(
                        row.getLong("waiting"),
                        row.getDouble("oldest"),
                        row.getLong("overdue"),
                        row.getLong("stopped"),
                        row.getLong("stuck")))
                .execute(Map.of())
                .map(rows -> rows.iterator().next());
    }
}
