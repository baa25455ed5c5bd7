package com.openflyers.gateway.registry;

import com.openflyers.gateway.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.List;
import java.util.Map;

/// Who did what. Written in the transaction of the act itself, so that neither is there without the other.
public final class Audit {

    private static final String APPEND = """
            INSERT INTO audit (actor, action, target, detail)
            VALUES (#{actor}, #{action}, #{target}, #{detail})
            """;

    private static final String PAGE = """
            SELECT id, acted_at, actor, action, target, detail
              FROM audit
             WHERE id < #{before}
             ORDER BY id DESC
             LIMIT #{limit}
            """;

    public Future<Void> append(SqlConnection tx, AuditEntry entry) {
        return SqlTemplate.forUpdate(tx, APPEND)
                .execute(Map.of(
                        "actor", entry.actor(),
                        "action", entry.action(),
                        "target", entry.target(),
                        "detail", entry.detail()))
                .mapEmpty();
    }

    /// The acts, the latest first.
    ///
    /// @param before only those with a lower id; `Long.MAX_VALUE` for the first page
    public Future<List<AuditRecord>> page(SqlClient client, long before, int limit) {
        return SqlTemplate.forQuery(client, PAGE)
                .mapTo(row -> new AuditRecord(
                        row.getLong("id"),
                        row.getOffsetDateTime("acted_at").toInstant(),
                        new AuditEntry(
                                row.getString("actor"),
                                row.getString("action"),
                                row.getString("target"),
                                row.getJsonObject("detail"))))
                .execute(Map.of("before", before, "limit", limit))
                .map(Rows::list);
    }
}
