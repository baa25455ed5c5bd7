package com.openflyers.gateway.registry;

import com.openflyers.gateway.db.Rows;
import com.openflyers.gateway.db.StoredEnum;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The statements about which databases are whose.
final class SpaceDatabaseRepository {

    /// In one order for everybody, so that nobody waits in a circle.
    private static final String LOCK_DATABASES = """
            SELECT pg_advisory_xact_lock(hashtextextended('database/' || name, 0))
              FROM (SELECT name
                      FROM unnest(#{names}::text[]) AS wanted (name)
                     ORDER BY name) AS wanted
            """;

    private static final String OWNERS = """
            SELECT name, space
              FROM space_database
             WHERE name = ANY(#{names})
            """;

    /// The last ones are PostgreSQL's own.
    private static final String FORBIDDEN = """
            SELECT name
              FROM unnest(#{names}::text[]) AS wanted (name)
             WHERE name = current_database()
                   OR name IN (SELECT template FROM version)
                   OR name IN ('postgres', 'template0', 'template1')
            """;

    private static final String REMOVE_DATABASES = """
            DELETE FROM space_database
             WHERE space = #{space} AND role IN ('live', 'candidate')
            """;

    private static final String ADD_DATABASES = """
            INSERT INTO space_database (name, space, version, role)
            SELECT name, #{space}, version, role
              FROM unnest(#{names}::text[], #{versions}::text[], #{roles}::text[]) AS wanted (name, version, role)
                ON CONFLICT (name) DO NOTHING
            """;

    /// Which spaces have databases of these names: space by database. It stays so, as others are kept from giving a
    /// space one of that name.
    Future<Map<String, String>> lockOwners(SqlConnection tx, List<SpaceDatabase> databases) {
        var named = Map.<String, Object>of("names", texts(databases, SpaceDatabase::name));
        return SqlTemplate.forQuery(tx, LOCK_DATABASES)
                .execute(named)
                .compose(_ -> SqlTemplate.forQuery(tx, OWNERS).execute(named))
                .map(rows -> Rows.stream(rows)
                        .collect(Collectors.toMap(row -> row.getString("name"), row -> row.getString("space"))));
    }

    /// Which of the names are those of databases that something else than a space needs.
    Future<Set<String>> forbidden(SqlConnection tx, List<SpaceDatabase> databases) {
        return SqlTemplate.forQuery(tx, FORBIDDEN)
                .execute(Map.of("names", texts(databases, SpaceDatabase::name)))
                .map(rows -> Rows.stream(rows).map(row -> row.getString("name")).collect(Collectors.toSet()));
    }

    Future<Void> write(SqlConnection tx, String space, List<SpaceDatabase> databases) {
        return SqlTemplate.forUpdate(tx, REMOVE_DATABASES)
                .execute(Map.of("space", space))
                .compose(_ -> SqlTemplate.forUpdate(tx, ADD_DATABASES)
                        .execute(Map.of(
                                "space", space,
                                "names", texts(databases, SpaceDatabase::name),
                                "versions", texts(databases, SpaceDatabase::version),
                                "roles", texts(databases, database -> StoredEnum.word(database.role())))))
                .mapEmpty();
    }

    private static String[] texts(List<SpaceDatabase> databases, Function<SpaceDatabase, String> text) {
        return databases.stream().map(text).toArray(String[]::new);
    }
}
