package com.openflyers.gateway.fleet;

import com.openflyers.gateway.db.Rows;
import com.openflyers.gateway.fleet.Node.Liveness;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The statements about nodes. All times are the database's: no node's clock is trusted, and how wrong it is is noted.
final class NodeRepository {

    private static final String AHEAD = """
            (extract(epoch FROM #{now}::timestamptz - clock_timestamp()) * 1000)::bigint""";

    /// The run that registers last has the name.
    private static final String REGISTER = """
            INSERT INTO node (name, incarnation, build, applied_revision, ahead_millis)
            VALUES (#{name}, #{incarnation}, #{build}, #{applied}, %s)
                ON CONFLICT (name) DO UPDATE
               SET incarnation = excluded.incarnation, build = excluded.build, started_at = clock_timestamp(),
                   heard_at = clock_timestamp(), applied_revision = excluded.applied_revision,
                   ahead_millis = excluded.ahead_millis
            """.formatted(AHEAD);

    private static final String RENEW = """
            UPDATE node
               SET heard_at = clock_timestamp(), applied_revision = #{applied}, ahead_millis = %s
             WHERE name = #{name} AND incarnation = #{incarnation}
            """.formatted(AHEAD);

    private static final String INCARNATION = """
            SELECT incarnation
              FROM node
             WHERE name = #{name}
            """;

    private static final String LEAVE = """
            DELETE FROM node
             WHERE name = #{name} AND incarnation = #{incarnation}
            """;

    private static final String ALL = """
              SELECT name, incarnation, build, started_at, applied_revision, ahead_millis,
                     (extract(epoch FROM clock_timestamp() - heard_at) * 1000)::bigint AS silent_millis
                FROM node
            ORDER BY name
            """;

    private static final String DEREGISTER = """
            DELETE FROM node
             WHERE name = #{name} AND clock_timestamp() - heard_at > #{silence} * interval '1 millisecond'
            """;

    private final Duration liveWithin;

    NodeRepository(Duration liveWithin) {
        this.liveWithin = liveWithin;
    }

    /// @param now by the node's clock
    Future<Void> register(SqlClient client, String name, UUID incarnation, String build, long applied, Instant now) {
        return SqlTemplate.forUpdate(client, REGISTER)
                .execute(Map.of(
                        "name", name,
                        "incarnation", incarnation,
                        "build", build,
                        "applied", applied,
                        "now", now.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    /// @param now by the node's clock
    /// @return whether the row is still this run's
    Future<Boolean> renew(SqlClient client, String name, UUID incarnation, long applied, Instant now) {
        return SqlTemplate.forUpdate(client, RENEW)
                .execute(Map.of(
                        "name", name,
                        "incarnation", incarnation,
                        "applied", applied,
                        "now", now.atOffset(ZoneOffset.UTC)))
                .map(renewed -> renewed.rowCount() == 1);
    }

    Future<Optional<UUID>> incarnation(SqlClient client, String name) {
        return SqlTemplate.forQuery(client, INCARNATION)
                .mapTo(row -> row.getUUID("incarnation"))
                .execute(Map.of("name", name))
                .map(Rows::first);
    }

    Future<Void> leave(SqlClient client, String name, UUID incarnation) {
        return SqlTemplate.forUpdate(client, LEAVE)
                .execute(Map.of("name", name, "incarnation", incarnation))
                .mapEmpty();
    }

    Future<List<Node>> all(SqlClient client) {
        return SqlTemplate.forQuery(client, ALL)
                .mapTo(this::from)
                .execute(Map.of())
                .map(Rows::list);
    }

    /// @return whether there was such a node and it had been silent for long enough
    Future<Boolean> deregister(SqlClient client, String name) {
        return SqlTemplate.forUpdate(client, DEREGISTER)
                .execute(Map.of("name", name, "silence", liveWithin.toMillis()))
                .map(removed -> removed.rowCount() == 1);
    }

    private Node from(Row row) {
        var silence = Duration.ofMillis(row.getLong("silent_millis"));
        return new Node(
                row.getString("name"),
                row.getUUID("incarnation"),
                row.getString("build"),
                row.getOffsetDateTime("started_at").toInstant(),
                silence,
                silence.compareTo(liveWithin) <= 0 ? Liveness.LIVE : Liveness.SILENT,
                row.getLong("applied_revision"),
                Duration.ofMillis(row.getLong("ahead_millis")));
    }
}
