package com.openflyers.gateway.provision;

import com.openflyers.gateway.db.Rows;
import com.openflyers.gateway.db.SqlStates;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the server's catalogue says of databases.
///
/// It does not say how much disk is free: no function of PostgreSQL's does, so that is somebody else's to watch.
public final class CatalogueRepository {

    private static final String COLUMNS = """
            SELECT d.datname AS name, r.rolname AS owner, d.datallowconn AS allows_connections,
                   coalesce(shobj_description(d.oid, 'pg_database'), '') AS mark
              FROM pg_database d
                   JOIN pg_roles r ON r.oid = d.datdba
            """;

    private static final String FIND = COLUMNS + """
             WHERE d.datname = #{name}
            """;

    private static final String STARTING_WITH = COLUMNS + """
             WHERE starts_with(d.datname, #{prefix})
                   AND d.datname ~ '^[a-z_][a-z0-9_]*$'
                   AND NOT d.datistemplate
             ORDER BY d.datname
            """;

    private static final String SIZE = """
            SELECT coalesce(sum(pg_database_size(oid)), 0)::bigint AS bytes
              FROM pg_database
             WHERE datname = #{name}
            """;

    private static final String WHOLE_SIZE = """
            SELECT sum(pg_database_size(oid))::bigint AS bytes
              FROM pg_database
            """;

    /// What a role has by another it has as well.
    private static final String LACKING = """
            SELECT 'CREATEDB' AS what
             WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = current_user AND (rolcreatedb OR rolsuper))
             UNION ALL
            SELECT role
              FROM unnest(ARRAY['pg_signal_backend', 'pg_read_all_stats']) AS role
             WHERE NOT pg_has_role(current_user, role, 'USAGE')
            """;

    private static final String REPLICATION = """
            SELECT 'replication slot ' || slot_name AS what
              FROM pg_replication_slots
             WHERE database = #{name}
             UNION ALL
            SELECT 'subscription ' || s.subname
              FROM pg_subscription s
                   JOIN pg_database d ON d.oid = s.subdbid
             WHERE d.datname = #{name}
            """;

    public Future<Optional<DatabaseFacts>> find(SqlClient client, DatabaseName name) {
        return SqlTemplate.forQuery(client, FIND)
                .mapTo(DatabaseFacts::from)
                .execute(Map.of("name", name.text()))
                .map(Rows::first);
    }

    public Future<List<DatabaseFacts>> startingWith(SqlClient client, String prefix) {
        return SqlTemplate.forQuery(client, STARTING_WITH)
                .mapTo(DatabaseFacts::from)
                .execute(Map.of("prefix", prefix))
                .map(Rows::list);
    }

    /// In bytes; 0 for one that is not there.
    public Future<Long> size(SqlClient client, DatabaseName name) {
        return bytes(client, SIZE, Map.of("name", name.text()));
    }

    /// Of all databases of the server, in bytes. Takes its time where there are thousands.
    ///
    /// Fails with an [Obstacle] when it takes too much.
    public Future<Long> wholeSize(SqlClient client) {
        return bytes(client, WHOLE_SIZE, Map.of())
                .recover(failure -> Future.failedFuture(
                        SqlStates.isTimeout(failure)
                                ? new Obstacle(
                                        Obstacle.Kind.TIMED_OUT,
                                        "the databases of the server could not be measured in time")
                                : failure));
    }

    /// What the role needs and does not have, to see and to end other roles' sessions, and to make and to measure
    /// databases.
    public Future<List<String>> lackingRights(SqlClient client) {
        return SqlTemplate.forQuery(client, LACKING)
                .mapTo(row -> row.getString("what"))
                .execute(Map.of())
                .map(Rows::list);
    }

    private static Future<Long> bytes(SqlClient client, String statement, Map<String, Object> parameters) {
        return SqlTemplate.forQuery(client, statement)
                .mapTo(row -> row.getLong("bytes"))
                .execute(parameters)
                .map(rows -> rows.iterator().next());
    }

    /// What ties the database to another server, and a copy would lack: slots and subscriptions. Publications are
    /// seen from inside only.
    public Future<List<String>> replication(SqlClient client, DatabaseName name) {
        return SqlTemplate.forQuery(client, REPLICATION)
                .mapTo(row -> row.getString("what"))
                .execute(Map.of("name", name.text()))
                .map(Rows::list);
    }

    /// Gives a database another name, if nobody uses it: also takes it away from whoever works on it for an
    /// attempt that is over.
    public Future<Void> rename(SqlConnection tx, DatabaseName from, DatabaseName to) {
        return Alteration.rename(tx, from, to);
    }
}
