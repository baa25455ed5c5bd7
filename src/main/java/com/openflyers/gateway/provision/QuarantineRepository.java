package com.openflyers.gateway.provision;

import com.openflyers.gateway.db.Parameters;
import com.openflyers.gateway.db.Rows;
import com.openflyers.gateway.db.SqlStates;
import com.openflyers.gateway.db.StoredEnum;
import com.openflyers.gateway.provision.Obstacle.Kind;
import com.openflyers.gateway.provision.Quarantine.Entry;
import com.openflyers.gateway.provision.Quarantine.Sort;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about databases that were set aside.
final class QuarantineRepository {

    /// How a database was before it was set aside.
    record Former(
            DatabaseName name,
            boolean tookConnections,
            @Nullable String role) {

        /// A live one does, even if it was closed on its way here.
        boolean takesConnections() {
            return tookConnections || "live".equals(role);
        }
    }

    private static final String LOCK_ROWS = """
            SELECT d.name
              FROM space_database d
                   JOIN space s ON s.name = d.space
             WHERE d.name = #{name}
               FOR UPDATE OF s, d
            """;

    /// After the rows, as whoever writes a space does: it may be about to get a database of that name.
    private static final String LOCK = """
            SELECT pg_advisory_xact_lock(hashtextextended('database/' || #{name}, 0))
            """;

    private static final String STANDING = """
            SELECT d.role, d.space,
                   coalesce(s.state = 'closed', false) AS closed,
                   coalesce(s.kind = 'test', false) AS test,
                   coalesce(s.version = d.version AND d.role = 'live', false) AS pointed_at,
                   wanted.name = current_database() AS registry,
                   EXISTS (SELECT FROM version WHERE template = wanted.name) AS template,
                   EXISTS (SELECT FROM archive WHERE database = wanted.name) AS archived,
                   coalesce(c.datallowconn, false) AS allows_connections
              FROM (VALUES (#{name})) AS wanted (name)
                   LEFT JOIN pg_database c ON c.datname = wanted.name
                   LEFT JOIN space_database d ON d.name = wanted.name
                   LEFT JOIN space s ON s.name = d.space
            """;

    private static final String NUMBER = """
            SELECT nextval(pg_get_serial_sequence('quarantine', 'number')) AS number
            """;

    private static final String ADD = """
            INSERT INTO quarantine (number, name, former_name, sort, took_connections, former_role, set_aside_at, due_at)
            OVERRIDING SYSTEM VALUE
            VALUES (#{number}, #{name}, #{former_name}, #{sort}, #{took_connections}, #{former_role}, #{now}, #{due_at})
            """;

    private static final String MOVE_ROLE = """
            UPDATE space_database
               SET name = #{to}, role = #{role}
             WHERE name = #{from}
            """;

    private static final String TAKE = """
            DELETE FROM quarantine
             WHERE name = #{name} AND due_at > #{now}
            RETURNING former_name, took_connections, former_role
            """;

    private static final String ALL = """
            SELECT q.name, q.former_name, q.sort, d.space, q.set_aside_at, q.due_at
              FROM quarantine q
                   LEFT JOIN space_database d ON d.name = q.name
             ORDER BY q.due_at, q.number
            """;

    private static final String DUE = """
            SELECT number
              FROM quarantine
             WHERE due_at <= ?
             ORDER BY due_at
            """;

    /// One that another node is dropping is skipped; one that a space has again, however that came, is never
    /// taken.
    private static final String TAKE_DUE = """
            SELECT q.number, q.name
              FROM quarantine q
             WHERE q.number = ? AND q.due_at <= ?
                   AND NOT EXISTS (SELECT FROM space_database d WHERE d.name = q.name AND d.role <> 'quarantined')
               FOR UPDATE SKIP LOCKED
            """;

    private static final String FORGET = """
            DELETE FROM quarantine
             WHERE number = ?
            """;

    private static final String FORGET_ROLE = """
            DELETE FROM space_database
             WHERE name = ? AND role = 'quarantined'
            """;

    Future<Standing> standing(SqlConnection tx, DatabaseName database) {
        var named = Map.<String, Object>of("name", database.text());
        return SqlTemplate.forQuery(tx, LOCK_ROWS)
                .execute(named)
                .compose(_ -> SqlTemplate.forQuery(tx, LOCK).execute(named))
                .compose(_ ->
                        SqlTemplate.forQuery(tx, STANDING).mapTo(Standing::from).execute(named))
                .map(rows -> rows.iterator().next());
    }

    Future<Long> number(SqlConnection tx) {
        return SqlTemplate.forQuery(tx, NUMBER)
                .mapTo(row -> row.getLong("number"))
                .execute(Map.of())
                .map(rows -> rows.iterator().next());
    }

    Future<Void> add(
            SqlConnection tx,
            long number,
            DatabaseName name,
            DatabaseName former,
            Sort sort,
            Standing standing,
            Instant now,
            Instant dueAt) {
        return SqlTemplate.forUpdate(tx, ADD)
                .execute(Parameters.of("number", number)
                        .and("name", name.text())
                        .and("former_name", former.text())
                        .and("sort", StoredEnum.word(sort))
                        .and("took_connections", standing.allowsConnections())
                        .and("former_role", standing.role())
                        .and("now", utc(now))
                        .and("due_at", utc(dueAt))
                        .map())
                .compose(_ -> moveRole(tx, former, name, "quarantined"));
    }

    Future<List<Entry>> all(SqlClient client) {
        return SqlTemplate.forQuery(client, ALL)
                .mapTo(row -> new Entry(
                        new DatabaseName(row.getString("name")),
                        new DatabaseName(row.getString("former_name")),
                        StoredEnum.constant(Sort.class, row.getString("sort")),
                        row.getString("space"),
                        row.getOffsetDateTime("set_aside_at").toInstant(),
                        row.getOffsetDateTime("due_at").toInstant()))
                .execute(Map.of())
                .map(Rows::list);
    }

    /// Takes the database out of the list, if it is not due.
    Future<Optional<Former>> take(SqlConnection tx, DatabaseName name, Instant now) {
        return SqlTemplate.forQuery(tx, TAKE)
                .mapTo(row -> new Former(
                        new DatabaseName(row.getString("former_name")),
                        row.getBoolean("took_connections"),
                        row.getString("former_role")))
                .execute(Map.of("name", name.text(), "now", utc(now)))
                .map(Rows::first);
    }

    /// Fails with an [Obstacle] when its place is another's by now.
    Future<Void> restoreRole(SqlConnection tx, DatabaseName quarantined, Former former) {
        var role = former.role();
        return role == null
                ? Future.succeededFuture()
                : moveRole(tx, quarantined, former.name(), role)
                        .recover(failure -> Future.failedFuture(taken(failure, former.name())));
    }

    private static Throwable taken(Throwable failure, DatabaseName name) {
        if (SqlStates.isTaken(failure, "space_database_one_live")) {
            return new Obstacle(
                    Kind.NAME_TAKEN, "the space of " + name + " has another live database of that version by now");
        }
        return SqlStates.isTaken(failure, "space_database_pkey")
                ? new Obstacle(Kind.NAME_TAKEN, "a space has a database called " + name + " by now")
                : failure;
    }

    List<Long> due(Connection connection, Instant now) throws SQLException {
        return Statements.list(connection, DUE, row -> row.getLong("number"), utc(now));
    }

    /// The proof that it may be dropped, for as long as the connection's transaction lasts.
    Optional<Quarantined> takeDue(Connection tx, long number, Instant now) throws SQLException {
        return Statements.first(
                tx,
                TAKE_DUE,
                row -> new Quarantined(row.getLong("number"), new DatabaseName(row.getString("name"))),
                number,
                utc(now));
    }

    void forget(Connection tx, Quarantined dropped) throws SQLException {
        var _ = Statements.update(tx, FORGET, dropped.number());
        var _ = Statements.update(tx, FORGET_ROLE, dropped.name().text());
    }

    private static Future<Void> moveRole(SqlConnection tx, DatabaseName from, DatabaseName to, String role) {
        return SqlTemplate.forUpdate(tx, MOVE_ROLE)
                .execute(Map.of("from", from.text(), "to", to.text(), "role", role))
                .mapEmpty();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
