package com.openflyers.gateway.account;

import com.openflyers.gateway.db.Rows;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.Map;
import java.util.Optional;

/// The statements that end sign-ups which nothing comes of: of names that operators register, and of accounts that are
/// closed before there is a space.
final class WishRepository {

    private static final String LOCK = """
            SELECT confirmed_at IS NOT NULL AS confirmed
              FROM sign_up
             WHERE name = #{name}
               FOR UPDATE
            """;

    private static final String DROP = """
              WITH dropped AS (
                   DELETE FROM sign_up
                    WHERE name = #{name} AND confirmed_at IS NULL
                RETURNING token, name, expires_at)
            INSERT INTO dropped_wish (token, name, expires_at)
            SELECT token, name, expires_at
              FROM dropped
                ON CONFLICT (token) DO NOTHING
            """;

    private static final String DROPPED = """
            SELECT name
              FROM dropped_wish
             WHERE token = #{token} AND expires_at > clock_timestamp()
            """;

    private static final String END = """
            DELETE FROM sign_up
             WHERE name = #{name}
            """;

    private static final String FORGET = """
            DELETE FROM dropped_wish
             WHERE expires_at < clock_timestamp()
            """;

    /// Until the transaction ends, nobody confirms it or makes its space.
    ///
    /// @return whether somebody has confirmed that they want the name, and its space is in the making
    Future<Boolean> lock(SqlConnection tx, String name) {
        return SqlTemplate.forQuery(tx, LOCK)
                .mapTo(row -> row.getBoolean("confirmed"))
                .execute(Map.of("name", name))
                .map(rows -> Rows.first(rows).orElse(false));
    }

    /// The name is somebody else's: the link of whoever wanted it says so from now on.
    Future<Void> drop(SqlConnection tx, String name) {
        return SqlTemplate.forUpdate(tx, DROP).execute(Map.of("name", name)).mapEmpty();
    }

    /// The name that was wanted and cannot be had any more, by what was in the link.
    Future<Optional<String>> dropped(SqlClient client, Buffer token) {
        return SqlTemplate.forQuery(client, DROPPED)
                .mapTo(row -> row.getString("name"))
                .execute(Map.of("token", token))
                .map(Rows::first);
    }

    /// Confirmed or not; there will be no space of it.
    Future<Void> end(SqlConnection tx, String name) {
        return SqlTemplate.forUpdate(tx, END).execute(Map.of("name", name)).mapEmpty();
    }

    Future<Void> forget(SqlClient client) {
        return client.query(FORGET).execute().mapEmpty();
    }
}
