package com.openflyers.gateway.provision;

import com.openflyers.gateway.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// The databases in which archives are tried, as long as they are there or may be.
final class ScratchRepository {

    private static final String ADD = """
            INSERT INTO scratch (name, made_at)
            VALUES (#{name}, #{now})
            """;

    private static final String FORGET = """
            DELETE FROM scratch
             WHERE name = #{name}
            """;

    private static final String OLD = """
              SELECT name
                FROM scratch
               WHERE made_at <= #{before}
            ORDER BY made_at
            """;

    Future<Void> add(SqlClient client, DatabaseName scratch, Instant now) {
        return SqlTemplate.forUpdate(client, ADD)
                .execute(Map.of("name", scratch.text(), "now", now.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    Future<Void> forget(SqlClient client, DatabaseName scratch) {
        return SqlTemplate.forUpdate(client, FORGET)
                .execute(Map.of("name", scratch.text()))
                .mapEmpty();
    }

    /// Those that were made by then, the oldest first.
    Future<List<DatabaseName>> before(SqlClient client, Instant then) {
        return SqlTemplate.forQuery(client, OLD)
                .mapTo(row -> new DatabaseName(row.getString("name")))
                .execute(Map.of("before", then.atOffset(ZoneOffset.UTC)))
                .map(Rows::list);
    }
}
