package com.openflyers.gateway.fleet;

import com.openflyers.gateway.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The statements about what nodes say of reserved spaces.
final class AcknowledgementRepository {

    private static final String RESERVED = """
            SELECT name
              FROM space
             WHERE reserved_by IS NOT NULL
            """;

    private static final String WRITE = """
            INSERT INTO acknowledgement (node, space, incarnation, revision, closed, in_flight, held, admitted)
            VALUES (#{node}, #{space}, #{incarnation}, #{revision}, #{closed}, #{inFlight}, #{held}, #{admitted})
                ON CONFLICT (node, space) DO UPDATE
               SET incarnation = excluded.incarnation, revision = excluded.revision,
                   closed = excluded.closed, in_flight = excluded.in_flight,
                   held = excluded.held, admitted = excluded.admitted, acknowledged_at = clock_timestamp()
            """;

    private static final String FORGET = """
            DELETE FROM acknowledgement
             WHERE node = #{node} AND space <> ALL(#{spaces})
            """;

    /// A line for every registered node, whether it has said anything or not.
    private static final String OF_SPACE = """
              SELECT n.name, a.space, a.revision, a.closed, a.in_flight, a.held, a.admitted,
                     (extract(epoch FROM clock_timestamp() - n.heard_at) * 1000)::bigint AS silent_millis
                FROM node n
                     LEFT JOIN acknowledgement a ON a.node = n.name AND a.incarnation = n.incarnation
                               AND a.space = #{space}
            ORDER BY n.name
            """;

    Future<List<String>> reserved(SqlClient client) {
        return SqlTemplate.forQuery(client, RESERVED)
                .mapTo(row -> row.getString("name"))
                .execute(Map.of())
                .map(Rows::list);
    }

    Future<Void> write(SqlClient client, String node, UUID incarnation, List<Acknowledgement> said) {
        if (said.isEmpty()) {
            return Future.succeededFuture();
        }
        var batch = said.stream().map(each -> row(node, incarnation, each)).toList();
        return SqlTemplate.forUpdate(client, WRITE).executeBatch(batch).mapEmpty();
    }

    /// Takes back what the node said of all other spaces.
    Future<Void> keepOnly(SqlClient client, String node, List<String> spaces) {
        return SqlTemplate.forUpdate(client, FORGET)
                .execute(Map.of("node", node, "spaces", spaces.toArray(String[]::new)))
                .mapEmpty();
    }

    Future<List<Word>> ofSpace(SqlClient client, String space) {
        return SqlTemplate.forQuery(client, OF_SPACE)
                .mapTo(AcknowledgementRepository::word)
                .execute(Map.of("space", space))
                .map(Rows::list);
    }

    private static Map<String, Object> row(String node, UUID incarnation, Acknowledgement said) {
        var row = new HashMap<String, Object>();
        row.put("node", node);
        row.put("incarnation", incarnation);
        row.put("space", said.space());
        row.put("revision", said.revision());
        row.put("closed", said.closed());
        row.put("inFlight", said.inFlight());
        row.put("held", said.held());
        row.put("admitted", said.admitted());
        return row;
    }

    private static Word word(Row row) {
        return new Word(row.getString("name"), Duration.ofMillis(row.getLong("silent_millis")), said(row));
    }

    private static @Nullable Acknowledgement said(Row row) {
        return row.getString("space") == null
                ? null
                : new Acknowledgement(
                        row.getString("space"),
                        row.getLong("revision"),
                        row.getBoolean("closed"),
                        row.getLong("in_flight"),
                        row.getLong("held"),
                        row.getLong("admitted"));
    }
}
