package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Parameters;
import com.openflyers.gateway.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// The statements about what can be proved of migrations.
final class EvidenceRepository {

    private static final String LAST = """
            SELECT hash
              FROM migration_step
             WHERE migration = #{migration}
             ORDER BY seq DESC
             LIMIT 1
            """;

    private static final String ADD = """
            INSERT INTO migration_step (migration, seq, attempt, state, event, next_state, by, began_at, ended_at, evidence,
                                        previous_hash, hash)
            VALUES (#{migration}, #{seq}, #{attempt}, #{state}, #{event}, #{next}, #{by}, #{began}, #{ended}, #{evidence},
                    #{previous}, #{hash})
            """;

    private static final String AFTER = """
            SELECT seq, attempt, state, event, next_state, by, began_at, ended_at, evidence, previous_hash, hash
              FROM migration_step
             WHERE migration = #{migration} AND seq > #{after}
             ORDER BY seq
            """;

    private static final String ATTEMPTS = """
            SELECT attempt
              FROM migration_step
             WHERE migration = #{migration} AND attempt BETWEEN 1 AND #{last}
             UNION
            SELECT #{last}::bigint
             WHERE #{last}::bigint > 0
             ORDER BY attempt
            """;

    /// Hash of the latest line; empty if there is none.
    Future<String> lastHash(SqlConnection tx, long migration) {
        return SqlTemplate.forQuery(tx, LAST)
                .mapTo(row -> row.getString("hash"))
                .execute(Map.of("migration", migration))
                .map(rows -> Rows.first(rows).orElse(""));
    }

    Future<Void> add(SqlConnection tx, long migration, Evidence line) {
        return SqlTemplate.forUpdate(tx, ADD)
                .execute(Parameters.of("migration", migration)
                        .and("seq", line.seq())
                        .and("attempt", line.attempt())
                        .and("state", line.state().name())
                        .and("event", line.event().name())
                        .and("next", line.next().name())
                        .and("by", line.by())
                        .and("began", line.beganAt().atOffset(ZoneOffset.UTC))
                        .and("ended", line.endedAt().atOffset(ZoneOffset.UTC))
                        .and("evidence", line.evidence())
                        .and("previous", line.previousHash())
                        .and("hash", line.hash())
                        .map())
                .mapEmpty();
    }

    Future<List<Evidence>> after(SqlClient client, long migration, long seq) {
        return SqlTemplate.forQuery(client, AFTER)
                .mapTo(EvidenceRepository::from)
                .execute(Map.of("migration", migration, "after", seq))
                .map(Rows::list);
    }

    /// The numbers of all tries up to the migration's own, the one that nothing has come of yet included. Who has been
    /// overtaken by a later try learns nothing of it, and leaves it alone: they only grow.
    Future<List<Long>> attempts(SqlClient client, Migration migration) {
        return SqlTemplate.forQuery(client, ATTEMPTS)
                .mapTo(row -> row.getLong("attempt"))
                .execute(Map.of("migration", migration.id(), "last", migration.attempt()))
                .map(Rows::list);
    }

    private static Evidence from(Row row) {
        return new Evidence(
                row.getLong("seq"),
                row.getLong("attempt"),
                State.valueOf(row.getString("state")),
                Event.valueOf(row.getString("event")),
                State.valueOf(row.getString("next_state")),
                row.getString("by"),
                row.getOffsetDateTime("began_at").toInstant(),
                row.getOffsetDateTime("ended_at").toInstant(),
                row.getString("evidence"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }
}
