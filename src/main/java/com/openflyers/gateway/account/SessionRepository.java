package com.openflyers.gateway.account;

import com.openflyers.gateway.db.Rows;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The statements about sessions, which are known by the hash of their cookie.
final class SessionRepository {

    private static final String OPEN = """
            INSERT INTO session (hash, account, agent, address)
            VALUES (#{hash}, #{account}, #{agent}, #{address})
            """;

    private static final String LIVE = """
                   opened_at > clock_timestamp() - #{longest} * interval '1 millisecond'
                   AND seen_at > clock_timestamp() - #{idle} * interval '1 millisecond'
            """;

    private static final String FIND = """
            SELECT account, seen_at < clock_timestamp() - interval '1 minute' AS stale
              FROM session
             WHERE hash = #{hash} AND
            """ + LIVE;

    private static final String SEEN = """
            UPDATE session
               SET seen_at = clock_timestamp()
             WHERE hash = #{hash}
            """;

    private static final String LIST = """
            SELECT hash, opened_at, seen_at, agent, address
              FROM session
             WHERE account = #{account} AND
            """ + LIVE + """
             ORDER BY seen_at DESC
             LIMIT 50
            """;

    private static final String CLOSE = """
            DELETE FROM session
             WHERE hash = #{hash}
            """;

    private static final String CLOSE_ALL = """
            DELETE FROM session
             WHERE account = #{account}
            """;

    private static final String CLOSE_OTHERS = """
            DELETE FROM session
             WHERE account = #{account} AND hash <> #{hash}
            """;

    private static final String FORGET = """
            DELETE FROM session
             WHERE NOT (
            """ + LIVE + ")";

    private final long idle;
    private final long longest;

    SessionRepository(Duration idle, Duration longest) {
        this.idle = idle.toMillis();
        this.longest = longest.toMillis();
    }

    Future<Void> open(SqlClient client, Buffer hash, String account, String agent, String address) {
        return SqlTemplate.forUpdate(client, OPEN)
                .execute(Map.of("hash", hash, "account", account, "agent", agent, "address", address))
                .mapEmpty();
    }

    /// The account's name, if the session lives. Being used keeps it from ending early, and never beyond its longest.
    Future<Optional<String>> find(SqlClient client, Buffer hash) {
        return SqlTemplate.forQuery(client, FIND)
                .execute(Map.of("hash", hash, "idle", idle, "longest", longest))
                .compose(rows -> {
                    if (rows.size() == 0) {
                        return Future.succeededFuture(Optional.empty());
                    }
                    var row = rows.iterator().next();
                    var found = Optional.of(row.getString("account"));
                    return row.getBoolean("stale") ? seen(client, hash).map(found) : Future.succeededFuture(found);
                });
    }

    /// Those of an account, the latest used first.
    Future<List<OpenSession>> list(SqlClient client, String account, Buffer here) {
        return SqlTemplate.forQuery(client, LIST)
                .mapTo(row -> new OpenSession(
                        row.getOffsetDateTime("opened_at").toInstant(),
                        row.getOffsetDateTime("seen_at").toInstant(),
                        row.getString("agent"),
                        row.getString("address"),
                        row.getBuffer("hash").equals(here)))
                .execute(Map.of("account", account, "idle", idle, "longest", longest))
                .map(Rows::list);
    }

    Future<Void> close(SqlClient client, Buffer hash) {
        return SqlTemplate.forUpdate(client, CLOSE)
                .execute(Map.of("hash", hash))
                .mapEmpty();
    }

    Future<Void> closeAll(SqlClient client, String account) {
        return SqlTemplate.forUpdate(client, CLOSE_ALL)
                .execute(Map.of("account", account))
                .mapEmpty();
    }

    Future<Void> closeOthers(SqlClient client, String account, Buffer here) {
        return SqlTemplate.forUpdate(client, CLOSE_OTHERS)
                .execute(Map.of("account", account, "hash", here))
                .mapEmpty();
    }

    /// Removes those that are over.
    Future<Void> forget(SqlClient client) {
        return SqlTemplate.forUpdate(client, FORGET)
                .execute(Map.of("idle", idle, "longest", longest))
                .mapEmpty();
    }

    private static Future<Void> seen(SqlClient client, Buffer hash) {
        return SqlTemplate.forUpdate(client, SEEN).execute(Map.of("hash", hash)).mapEmpty();
    }
}
