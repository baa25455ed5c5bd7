package com.openflyers.gateway.registry;

import com.openflyers.gateway.db.Parameters;
import com.openflyers.gateway.db.StoredEnum;
import com.openflyers.gateway.route.Closure;
import com.openflyers.gateway.route.Space.Mode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The statements about who keeps a space's gate closed.
final class ClosureRepository {

    private static final String WRITE = """
            INSERT INTO closure (space, mode, until, ending, french, english, reason, closed_by)
            VALUES (#{space}, #{mode}, #{until}, #{ending}, #{french}, #{english}, #{reason}, #{by})
                ON CONFLICT (space) DO UPDATE
               SET mode = excluded.mode, until = excluded.until, ending = excluded.ending, french = excluded.french,
                   english = excluded.english, reason = excluded.reason, closed_by = excluded.closed_by,
                   closed_at = clock_timestamp()
            """;

    private static final String REMOVE = """
            DELETE FROM closure
             WHERE space = #{space}
            """;

    private static final String TOUCH = """
            UPDATE space
               SET revision = #{revision}
             WHERE name = #{space}
            """;

    Future<Void> write(SqlConnection tx, String space, Closing closing) {
        var closure = closing.closure();
        return SqlTemplate.forUpdate(tx, WRITE)
                .execute(Parameters.of("space", space)
                        .and("mode", StoredEnum.word(closure.mode()))
                        .and("until", closure.until().atOffset(ZoneOffset.UTC))
                        .and("ending", StoredEnum.word(closure.ending()))
                        .and("french", closure.french())
                        .and("english", closure.english())
                        .and("reason", closing.reason())
                        .and("by", closing.by())
                        .map())
                .mapEmpty();
    }

    /// @return whether there was one
    Future<Boolean> remove(SqlConnection tx, String space) {
        return SqlTemplate.forUpdate(tx, REMOVE)
                .execute(Map.of("space", space))
                .map(removed -> removed.rowCount() == 1);
    }

    Future<Void> touch(SqlConnection tx, String space, long revision) {
        return SqlTemplate.forUpdate(tx, TOUCH)
                .execute(Map.of("space", space, "revision", revision))
                .mapEmpty();
    }

    /// The closure that a row of a space is joined with, if there is one.
    static @Nullable Closure route(Row row) {
        var mode = row.getString("mode");
        return mode == null
                ? null
                : new Closure(
                        StoredEnum.constant(Mode.class, mode),
                        row.getOffsetDateTime("until").toInstant(),
                        StoredEnum.constant(Closure.Ending.class, row.getString("ending")),
                        row.getString("french"),
                        row.getString("english"));
    }
}
