package com.openflyers.gateway.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.Map;

/// The statements about accounts' passwords, and how often others were tried.
final class PasswordRepository {

    private static final String WRITE = """
            UPDATE account
               SET password = #{password}, failures = 0, password_changed_at = clock_timestamp()
             WHERE name = #{name}
            """;

    private static final String REHASH = """
            UPDATE account
               SET password = #{password}
             WHERE name = #{name} AND password = #{before}
            """;

    private static final String FAILED = """
            UPDATE account
               SET failures = failures + 1
             WHERE name = #{name}
            """;

    private static final String SUCCEEDED = """
            UPDATE account
               SET failures = 0
             WHERE name = #{name} AND failures > 0
            """;

    Future<Void> write(SqlConnection tx, String name, String password) {
        return SqlTemplate.forUpdate(tx, WRITE)
                .execute(Map.of("name", name, "password", password))
                .mapEmpty();
    }

    /// The same password at another cost, unless it was changed meanwhile.
    Future<Void> rehash(SqlClient client, String name, String before, String password) {
        return SqlTemplate.forUpdate(client, REHASH)
                .execute(Map.of("name", name, "before", before, "password", password))
                .mapEmpty();
    }

    Future<Void> failed(SqlClient client, String name) {
        return SqlTemplate.forUpdate(client, FAILED)
                .execute(Map.of("name", name))
                .mapEmpty();
    }

    Future<Void> succeeded(SqlClient client, String name) {
        return SqlTemplate.forUpdate(client, SUCCEEDED)
                .execute(Map.of("name", name))
                .mapEmpty();
    }
}
