package com.openflyers.gateway.registry;

import com.openflyers.gateway.db.Rows;
import com.openflyers.gateway.db.StoredEnum;
import com.openflyers.gateway.registry.SpaceDatabase.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about pointers and their history.
final class PointerRepository {

    /// The pointer as it stands while the transaction holds its row.
    record Pointer(
            String version,
            boolean active,
            long revision,
            @Nullable String reservedBy) {

        private static Pointer from(Row row) {
            return new Pointer(
                    row.getString("version"),
                    row.getBoolean("active"),
                    row.getLong("revision"),
                    row.getString("reserved_by"));
        }
    }

    private static final String LOCK = """
            SELECT version, state = 'active' AS active, revision, reserved_by
              FROM space
             WHERE name = #{name}
               FOR UPDATE
            """;

    private static final String DATABASES = """
            SELECT version, name, role
              FROM space_database
             WHERE space = #{space} AND version = #{version}
             ORDER BY name
            """;

    private static final String LEAVES_ITS_DATA = """
            SELECT EXISTS (SELECT 1
                             FROM space s
                                  JOIN version v ON v.name = s.version
                            WHERE s.name = #{space} AND v.engine = 'postgresql'
                                  AND NOT #{version} = ANY(s.former_versions)
                                  AND NOT EXISTS (SELECT 1
                                                    FROM space_database d
                                                   WHERE d.space = s.name AND d.version = #{version})) AS leaves
            """;

    /// Its old database is not fenced, as it is none of ours: nothing else keeps what was written since from being
    /// left behind.
    private static final String MOVED_BY_HAND = """
            SELECT m.id
              FROM migration m
                   JOIN space s ON s.name = m.space AND s.version = m.to_version
             WHERE m.space = #{space} AND m.from_version = #{version} AND m.engine = 'manual'
                   AND m.state IN ('SWITCHED', 'OBSERVING', 'AWAITING_CLUB', 'ACCEPTED')
             ORDER BY m.id DESC
             LIMIT 1
            """;

    /// Between two tries nothing reserves the space, and its new database may be there already, empty.
    private static final String TO_BE_MOVED_BY_HAND = """
            SELECT id
              FROM migration
             WHERE space = #{space} AND to_version = #{version} AND engine = 'manual'
                   AND state IN ('REQUESTED', 'SCHEDULED', 'ROLLED_BACK', 'NEEDS_HUMAN')
            """;

    private static final String MOVE = """
            UPDATE space
               SET former_versions = array_prepend(version, array_remove(array_remove(former_versions, version), #{version})),
                   version = #{version},
                   revision = #{revision}
             WHERE name = #{space} AND revision = #{expected}
            """;

    private static final String REMEMBER = """
            INSERT INTO flip (space, revision, flipped_by, previous, version, reason)
            VALUES (#{space}, #{revision}, #{by}, #{previous}, #{version}, #{reason})
            """;

    private static final String HISTORY = """
            SELECT revision, flipped_at, flipped_by, previous, version, reason
              FROM flip
             WHERE space = #{space} AND revision < #{before}
             ORDER BY revision DESC
             LIMIT #{limit}
            """;

    Future<Optional<Pointer>> lock(SqlConnection tx, String space) {
        return SqlTemplate.forQuery(tx, LOCK)
                .mapTo(Pointer::from)
                .execute(Map.of("name", space))
                .map(Rows::first);
    }

    Future<List<SpaceDatabase>> databases(SqlConnection tx, String space, String version) {
        return SqlTemplate.forQuery(tx, DATABASES)
                .mapTo(row -> new SpaceDatabase(
                        row.getString("version"),
                        row.getString("name"),
                        StoredEnum.constant(Role.class, row.getString("role"))))
                .execute(Map.of("space", space, "version", version))
                .map(Rows::list);
    }

    /// Whether the space has a database of ours now, and neither one nor a past with the other version.
    Future<Boolean> leavesItsData(SqlConnection tx, String space, String version) {
        return SqlTemplate.forQuery(tx, LEAVES_ITS_DATA)
                .execute(Map.of("space", space, "version", version))
                .map(rows -> rows.iterator().next().getBoolean("leaves"));
    }

    /// The migration that would have to be told to go back to `version`.
    Future<Optional<Long>> movedByHand(SqlConnection tx, String space, String version) {
        return SqlTemplate.forQuery(tx, MOVED_BY_HAND)
                .mapTo(row -> row.getLong("id"))
                .execute(Map.of("space", space, "version", version))
                .map(Rows::first);
    }

    /// The migration that is to bring the space to `version`, with all that it has.
    Future<Optional<Long>> toBeMovedByHand(SqlConnection tx, String space, String version) {
        return SqlTemplate.forQuery(tx, TO_BE_MOVED_BY_HAND)
                .mapTo(row -> row.getLong("id"))
                .execute(Map.of("space", space, "version", version))
                .map(Rows::first);
    }

    /// @throws IllegalStateException in the future, if the pointer is not at `from` although its row was locked
    Future<Void> move(SqlConnection tx, Flip flip, Pointer from, long revision) {
        return SqlTemplate.forUpdate(tx, MOVE)
                .execute(Map.of(
                        "space",
                        flip.space(),
                        "version",
                        flip.version(),
                        "revision",
                        revision,
                        "expected",
                        from.revision()))
                .compose(moved -> moved.rowCount() == 1
                        ? Future.<Void>succeededFuture()
                        : Future.failedFuture(new IllegalStateException("the pointer moved under its lock")));
    }

    Future<Void> remember(SqlConnection tx, Flip flip, String previous, long revision) {
        return SqlTemplate.forUpdate(tx, REMEMBER)
                .execute(Map.of(
                        "space",
                        flip.space(),
                        "revision",
                        revision,
                        "by",
                        flip.by(),
                        "previous",
                        previous,
                        "version",
                        flip.version(),
                        "reason",
                        flip.reason()))
                .mapEmpty();
    }

    Future<List<FlipRecord>> history(SqlClient client, String space, long before, int limit) {
        return SqlTemplate.forQuery(client, HISTORY)
                .mapTo(row -> new FlipRecord(
                        row.getLong("revision"),
                        row.getOffsetDateTime("flipped_at").toInstant(),
                        row.getString("flipped_by"),
                        row.getString("previous"),
                        row.getString("version"),
                        row.getString("reason")))
                .execute(Map.of("space", space, "before", before, "limit", limit))
                .map(Rows::list);
    }
}
