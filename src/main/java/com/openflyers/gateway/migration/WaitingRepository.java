package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// Which migrations somebody has been waiting in for how long.
final class WaitingRepository {

    /// Nobody waits any more for what was switched, or is over.
    private static final String FOR_SWITCH = """
              SELECT id, requested_at AS since
                FROM migration
               WHERE switched_at IS NULL AND requested_at <= #{before}
                     AND state NOT IN ('ACCEPTED', 'ARCHIVED', 'REVERSED', 'REFUSED', 'WITHDRAWN')
            ORDER BY due_at, id
            """;

    /// Since it was asked for the first time: a way back that was not gone begins nothing anew.
    private static final String FOR_CLUB = """
              SELECT m.id, min(s.ended_at) AS since
                FROM migration m
                     JOIN migration_step s ON s.migration = m.id AND s.next_state = 'AWAITING_CLUB'
               WHERE m.state = 'AWAITING_CLUB'
            GROUP BY m.id
              HAVING min(s.ended_at) <= #{before}
            ORDER BY since, m.id
            """;

    private static final String FOR_WINDOW = """
              SELECT id, window_to AS since
                FROM migration
               WHERE state = 'SCHEDULED' AND window_to <= #{before}
            ORDER BY window_to, id
            """;

    record Waiting(long migration, Instant since) {}

    /// Clubs that wait for their migration since `before` or longer, by the day on which it is due.
    Future<List<Waiting>> forSwitch(SqlClient client, Instant before) {
        return waiting(client, FOR_SWITCH, before);
    }

    /// Migrations whose clubs have not said whether all is well, asked at `before` or earlier.
    Future<List<Waiting>> forClub(SqlClient client, Instant before) {
        return waiting(client, FOR_CLUB, before);
    }

    /// Migrations whose window was over at `before`, and that have not begun.
    Future<List<Waiting>> forWindow(SqlClient client, Instant before) {
        return waiting(client, FOR_WINDOW, before);
    }

    private static Future<List<Waiting>> waiting(SqlClient client, String query, Instant before) {
        return SqlTemplate.forQuery(client, query)
                .mapTo(row -> new Waiting(
                        row.getLong("id"), row.getOffsetDateTime("since").toInstant()))
                .execute(Map.of("before", before.atOffset(ZoneOffset.UTC)))
                .map(Rows::list);
    }
}
