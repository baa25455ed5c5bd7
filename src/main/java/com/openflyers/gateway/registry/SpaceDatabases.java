package com.openflyers.gateway.registry;

import com.openflyers.gateway.db.Parameters;
import com.openflyers.gateway.db.StoredEnum;
import com.openflyers.gateway.registry.SpaceDatabase.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;

/// Which databases spaces have, for those who make and move them: in the transaction that renames the database itself.
///
/// Routes follow with the next change of the space that has a revision, such as the flip in the same transaction.
public final class SpaceDatabases {

    private static final String RENAME = """
            UPDATE space_database
               SET name = #{after}, role = #{role}
             WHERE name = #{before}
            """;

    private static final String ADD = """
            INSERT INTO space_database (name, space, version, role)
            VALUES (#{name}, #{space}, #{version}, #{role})
            """;

    /// @throws IllegalStateException in the future, when no space has a database of that name
    public Future<Void> rename(SqlConnection tx, String before, String after, Role role) {
        return SqlTemplate.forUpdate(tx, RENAME)
                .execute(Parameters.of("before", before)
                        .and("after", after)
                        .and("role", StoredEnum.word(role))
                        .map())
                .compose(renamed -> renamed.rowCount() == 1
                        ? Future.<Void>succeededFuture()
                        : Future.failedFuture(new IllegalStateException("no space has the database " + before)));
    }

    public Future<Void> add(SqlConnection tx, String space, String version, String name, Role role) {
        return SqlTemplate.forUpdate(tx, ADD)
                .execute(Parameters.of("name", name)
                        .and("space", space)
                        .and("version", version)
                        .and("role", StoredEnum.word(role))
                        .map())
                .mapEmpty();
    }
}
