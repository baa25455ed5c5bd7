package com.openflyers.gateway.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.Map;

/// Limits that hold across nodes and restarts, and for attempts that come at once: each is one statement on one row
/// (generic cell rate algorithm), and where PostgreSQL cannot be asked nothing is allowed.
final class Attempts {

    private static final String TAKE = """
               INSERT INTO attempt AS a (key, whole_at)
               VALUES (#{key}, clock_timestamp() + #{pace} * interval '1 millisecond')
                   ON CONFLICT (key) DO UPDATE
                  SET whole_at = greatest(a.whole_at, clock_timestamp()) + #{pace} * interval '1 millisecond'
                WHERE greatest(a.whole_at, clock_timestamp()) + #{pace} * interval '1 millisecond'
                      <= clock_timestamp() + #{whole} * interval '1 millisecond'
            RETURNING key
            """;

    private static final String FORGET = """
            DELETE FROM attempt
             WHERE whole_at < clock_timestamp()
            """;

    private Attempts() {}

    /// Uses up one attempt.
    ///
    /// @return whether there was one left
    static Future<Boolean> take(SqlClient client, String key, Allowance allowance) {
        var pace = allowance.pace().toMillis();
        return SqlTemplate.forQuery(client, TAKE)
                .execute(Map.of("key", key, "pace", pace, "whole", pace * allowance.burst()))
                .map(rows -> rows.size() == 1);
    }

    /// Removes those that limit nobody any more.
    static Future<Void> forget(SqlClient client) {
        return client.query(FORGET).execute().mapEmpty();
    }
}
