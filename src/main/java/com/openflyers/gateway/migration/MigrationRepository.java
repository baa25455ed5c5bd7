package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Parameters;
import com.openflyers.gateway.db.Rows;
import com.openflyers.gateway.db.SqlStates;
import com.openflyers.gateway.db.StoredEnum;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.registry.Engine;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about migrations. All times are the database's, but for those of the evidence.
final class MigrationRepository {

    private static final String COLUMNS = """
            SELECT m.id, m.space, c.name AS club, m.from_version, m.to_version, m.engine, m.state, m.purpose, m.attempt,
                   m.revision, m.source, m.reference, m.requested_by, m.requested_at, m.due_at, m.window_from,
                   m.window_to, m.accepted_cents, c.free_migration IS NOT DISTINCT FROM m.id AS free, m.deadline,
                   m.switched_at, m.facts
              FROM migration m
                   JOIN club c ON c.id = m.club
            """;

    private static final String ONE_OF_SPACE = "migration_one_of_space";
    private static final Text ANOTHER =
            new Text("une autre migration de l’espace est en cours", "another migration of the space is under way");

    private static final String FIND = COLUMNS + """
             WHERE m.id = #{id}
            """;

    private static final String LOCK = COLUMNS + """
             WHERE m.id = #{id}
               FOR UPDATE OF m
            """;

    private static final String PAGE = COLUMNS + """
             WHERE (#{state}::text IS NULL OR m.state = #{state})
                   AND (#{space}::text IS NULL OR m.space = #{space})
             ORDER BY m.state IN ('ACCEPTED', 'ARCHIVED', 'REVERSED', 'REFUSED', 'WITHDRAWN'), m.due_at, m.id
             LIMIT #{limit}
            """;

    private static final String INSERT = """
            INSERT INTO migration (space, club, from_version, to_version, engine, state, purpose, attempt, source, reference,
                                   requested_by, due_at, window_from, window_to, accepted_cents, facts)
            SELECT s.name, s.club, s.version, #{to}, #{engine}, 'REQUESTED', 'rehearsal', 0, #{source}, #{reference},
                   #{by}, clock_timestamp() + #{due} * interval '1 second', #{from}, #{until}, #{cents}, #{facts}
              FROM space s
             WHERE s.name = #{space}
                ON CONFLICT (space) WHERE state NOT IN ('ACCEPTED', 'ARCHIVED', 'REVERSED', 'REFUSED', 'WITHDRAWN')
                   DO NOTHING
            RETURNING id
            """;

    /// Of two that are about to close a gate, one sees the other.
    private static final String LOCK_HOLDS = """
            SELECT pg_advisory_xact_lock(hashtextextended('migration/hold', 0))
            """;

    /// That the gate of its space is closed for it.
    static final String HELD = """
            (state IN ('HOLDING', 'FENCING', 'FENCED', 'RETURNING', 'ABORTING')
             OR purpose <> 'rehearsal' AND state IN ('COPIED', 'COUNTED', 'MIGRATED', 'VERIFIED'))
            """;

    /// Spaces whose gates are closed while their databases are copied on this cluster.
    private static final String OTHER_HELD = """
            SELECT space
              FROM migration
             WHERE id <> #{id} AND engine = 'postgresql' AND %s
             ORDER BY id
             LIMIT 1
            """.formatted(HELD);

    /// The one statement that changes a state.
    private static final String MOVE = """
            UPDATE migration
               SET state = #{next}, purpose = #{purpose}, attempt = #{attempt}, revision = revision + 1,
                   facts = facts || #{facts}, deadline = #{deadline}, look_at = clock_timestamp(), troubles = 0,
                   window_from = #{windowFrom}, window_to = #{windowTo},
                   switched_at = CASE WHEN #{next} = 'SWITCHED' THEN clock_timestamp() ELSE switched_at END
             WHERE id = #{id} AND state = #{state} AND attempt = #{expectedAttempt} AND revision = #{revision}
            """;

    private static final String NOTE = """
            UPDATE migration
               SET facts = facts || #{facts}
             WHERE id = #{id}
            """;

    private static final String NOTE_OF = NOTE + """
                   AND revision = #{revision}
            """;

    private static final String DELETE = """
            DELETE FROM migration
             WHERE id = #{id}
            """;

    /// By what was really done lately, so that a promise follows the facts.
    private static final String AVERAGE = """
            SELECT (extract(epoch FROM avg(switched_at - requested_at)))::bigint AS seconds
              FROM migration
             WHERE switched_at > clock_timestamp() - interval '1 year'
            """;

    private static final String ATTEMPT = """
            SELECT nextval('migration_attempt') AS attempt
            """;

    private static final String NOW = """
            SELECT clock_timestamp() AS now
            """;

    Future<Optional<Migration>> find(SqlClient client, long id) {
        return SqlTemplate.forQuery(client, FIND)
                .mapTo(MigrationRepository::from)
                .execute(Map.of("id", id))
                .map(Rows::first);
    }

    Future<Optional<Migration>> lock(SqlConnection tx, long id) {
        return SqlTemplate.forQuery(tx, LOCK)
                .mapTo(MigrationRepository::from)
                .execute(Map.of("id", id))
                .map(Rows::first);
    }

    /// Those that are under way first, by the day on which they are due.
    Future<List<Migration>> page(SqlClient client, @Nullable State state, @Nullable String space, int limit) {
        return SqlTemplate.forQuery(client, PAGE)
                .mapTo(MigrationRepository::from)
                .execute(Parameters.of("state", state == null ? null : state.name())
                        .and("space", space)
                        .and("limit", limit)
                        .map())
                .map(Rows::list);
    }

    /// The one of the space that is not over; there is never a second.
    Future<Optional<Migration>> underWay(SqlClient client, String space) {
        return page(client, null, space, 1)
                .map(found -> found.stream()
                        .filter(migration -> !migration.state().isOver())
                        .findFirst());
    }

    /// @return empty while another one of the space is under way
    Future<Optional<Long>> insert(SqlConnection tx, Request request, Engine engine, Duration due, JsonObject facts) {
        var window = request.window();
        return SqlTemplate.forQuery(tx, INSERT)
                .mapTo(row -> row.getLong("id"))
                .execute(Parameters.of("space", request.space())
                        .and("to", request.to())
                        .and("engine", StoredEnum.word(engine))
                        .and("source", request.source().word())
                        .and("reference", request.reference())
                        .and("by", request.by())
                        .and("due", due.toSeconds())
                        .and("from", window == null ? null : time(window.from()))
                        .and("until", window == null ? null : time(window.to()))
                        .and("cents", request.acceptedCents())
                        .and("facts", facts)
                        .map())
                .map(Rows::first);
    }

    /// A space that is held for another migration; there should be one at a time.
    Future<Optional<String>> otherHeld(SqlClient client, Migration migration) {
        return SqlTemplate.forQuery(client, OTHER_HELD)
                .mapTo(row -> row.getString("space"))
                .execute(Map.of("id", migration.id()))
                .map(Rows::first);
    }

    /// Until the transaction ends, nobody else closes a gate for a migration.
    Future<Void> lockHolds(SqlConnection tx) {
        return SqlTemplate.forQuery(tx, LOCK_HOLDS).execute(Map.of()).mapEmpty();
    }

    /// Fails with an [Impediment] when what was over is to go on, and another one of its space has begun meanwhile.
    ///
    /// @return false when somebody else has moved it since `before` was read
    Future<Boolean> move(SqlConnection tx, Migration before, Change change) {
        return SqlTemplate.forUpdate(tx, MOVE)
                .execute(Parameters.of("id", before.id())
                        .and("state", before.state().name())
                        .and("expectedAttempt", before.attempt())
                        .and("revision", before.revision())
                        .and("next", change.next().name())
                        .and("purpose", StoredEnum.word(change.purpose()))
                        .and("attempt", change.attempt())
                        .and("facts", change.facts())
                        .and("deadline", time(change.deadline()))
                        .and(
                                "windowFrom",
                                time(
                                        change.window() == null
                                                ? before.windowFrom()
                                                : change.window().from()))
                        .and(
                                "windowTo",
                                time(
                                        change.window() == null
                                                ? before.windowTo()
                                                : change.window().to()))
                        .map())
                .map(moved -> moved.rowCount() == 1)
                .recover(failure -> Future.failedFuture(
                        SqlStates.isTaken(failure, ONE_OF_SPACE) ? new Impediment(ANOTHER) : failure));
    }

    Future<Void> note(SqlClient client, long id, JsonObject facts) {
        return SqlTemplate.forUpdate(client, NOTE)
                .execute(Map.of("id", id, "facts", facts))
                .mapEmpty();
    }

    /// What was found out about it as it was read.
    ///
    /// @return false when it was moved since
    Future<Boolean> noteOf(SqlClient client, Migration read, JsonObject facts) {
        return SqlTemplate.forUpdate(client, NOTE_OF)
                .execute(Map.of("id", read.id(), "facts", facts, "revision", read.revision()))
                .map(noted -> noted.rowCount() == 1);
    }

    /// For a request that comes to nothing in the transaction that made it.
    Future<Void> delete(SqlConnection tx, long id) {
        return SqlTemplate.forUpdate(tx, DELETE).execute(Map.of("id", id)).mapEmpty();
    }

    /// From request to switch; empty if there was none.
    Future<Optional<Duration>> average(SqlClient client) {
        return SqlTemplate.forQuery(client, AVERAGE)
                .execute(Map.of())
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLong("seconds"))
                        .map(Duration::ofSeconds));
    }

    Future<Long> nextAttempt(SqlClient client) {
        return SqlTemplate.forQuery(client, ATTEMPT)
                .execute(Map.of())
                .map(rows -> rows.iterator().next().getLong("attempt"));
    }

    Future<Instant> now(SqlClient client) {
        return SqlTemplate.forQuery(client, NOW)
                .execute(Map.of())
                .map(rows -> rows.iterator().next().getOffsetDateTime("now").toInstant());
    }

    private static Migration from(Row row) {
        return new Migration(
                row.getLong("id"),
                row.getString("space"),
                row.getString("club"),
                row.getString("from_version"),
                row.getString("to_version"),
                StoredEnum.constant(Engine.class, row.getString("engine")),
                State.valueOf(row.getString("state")),
                StoredEnum.constant(Purpose.class, row.getString("purpose")),
                row.getLong("attempt"),
                row.getLong("revision"),
                Request.Source.of(row.getString("source")),
                row.getString("reference"),
                row.getString("requested_by"),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getOffsetDateTime("due_at").toInstant(),
                instant(row, "window_from"),
                instant(row, "window_to"),
                row.getLong("accepted_cents"),
                row.getBoolean("free"),
                instant(row, "deadline"),
                instant(row, "switched_at"),
                row.getJsonObject("facts"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
