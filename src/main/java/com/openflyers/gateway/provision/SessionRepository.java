package com.openflyers.gateway.provision;

import com.openflyers.gateway.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The statements about who uses a database.
final class SessionRepository {

    private static final String COLUMNS = """
            SELECT a.pid, coalesce(a.application_name, '') AS application, coalesce(r.rolname, '') AS user_name, a.state,
                   (extract(epoch FROM clock_timestamp() - a.xact_start) * 1000)::bigint AS transaction_millis,
                   a.backend_xid IS NOT NULL AS wrote,
                   coalesce(r.rolsuper, false) AS superuser,
                   coalesce(r.rolname = current_user, false) AS own,
                   a.backend_type <> 'client backend' AS background
            """;

    private static final String FROM = """
              FROM pg_stat_activity a
                   LEFT JOIN pg_roles r ON r.oid = a.usesysid
             WHERE a.datname = #{database} AND a.pid <> pg_backend_pid()
            """;

    private static final String ALL = COLUMNS + FROM + """
             ORDER BY a.pid
            """;

    /// Nothing is asked of those that it would be refused for: one refusal would spare all others.
    private static final String END = COLUMNS + """
                   , pg_terminate_backend(a.pid) AS signalled
            """ + FROM + """
                   AND a.backend_type = 'client backend'
                   AND NOT coalesce(r.rolsuper, false)
                   AND (%s)
            """;

    private static final String PREPARED = """
            SELECT count(*)::int AS prepared
              FROM pg_prepared_xacts
             WHERE database = #{database}
            """;

    Future<List<Session>> all(SqlClient client, DatabaseName database) {
        return SqlTemplate.forQuery(client, ALL)
                .mapTo(Session::from)
                .execute(Map.of("database", database.text()))
                .map(Rows::list);
    }

    Future<List<Session>> end(SqlClient client, DatabaseName database, Mandate mandate) {
        var values = new HashMap<>(mandate.values());
        values.put("database", database.text());
        return SqlTemplate.forQuery(client, END.formatted(mandate.condition()))
                .mapTo(Session::from)
                .execute(values)
                .map(Rows::list);
    }

    Future<Integer> prepared(SqlClient client, DatabaseName database) {
        return SqlTemplate.forQuery(client, PREPARED)
                .mapTo(row -> row.getInteger("prepared"))
                .execute(Map.of("database", database.text()))
                .map(rows -> rows.iterator().next());
    }
}
