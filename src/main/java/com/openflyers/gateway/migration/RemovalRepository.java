package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// The removals of test spaces whose end their club has not been told yet.
final class RemovalRepository {

    /// One that was undone may be asked for again.
    private static final String ADD = """
            INSERT INTO removal (space, dropped_at)
            VALUES (#{space}, #{droppedAt})
                ON CONFLICT (space) DO UPDATE
               SET dropped_at = excluded.dropped_at
            """;

    /// With a database left, it is not done, however late it is.
    private static final String DONE = """
              SELECT r.space
                FROM removal r
               WHERE r.dropped_at <= #{now}
                     AND NOT EXISTS (SELECT 1 FROM space_database d WHERE d.space = r.space)
            ORDER BY r.dropped_at, r.space
            """;

    private static final String FORGET = """
            DELETE FROM removal
             WHERE space = #{space}
            """;

    Future<Void> add(SqlConnection tx, String space, Instant droppedAt) {
        return SqlTemplate.forUpdate(tx, ADD)
                .execute(Map.of("space", space, "droppedAt", droppedAt.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    /// Spaces whose databases are gone.
    Future<List<String>> done(SqlClient client, Instant now) {
        return SqlTemplate.forQuery(client, DONE)
                .mapTo(row -> row.getString("space"))
                .execute(Map.of("now", now.atOffset(ZoneOffset.UTC)))
                .map(Rows::list);
    }

    /// @return whether it was there: of two nodes that do the same, one has forgotten it
    Future<Boolean> forget(SqlConnection tx, String space) {
        return SqlTemplate.forUpdate(tx, FORGET)
                .execute(Map.of("space", space))
                .map(forgotten -> forgotten.rowCount() == 1);
    }
}
