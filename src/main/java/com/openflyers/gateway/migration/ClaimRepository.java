package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The statements about who is at a migration: they keep two nodes from the same work, and nothing safe.
final class ClaimRepository {

    /// What nobody else is at, or what is late: then whoever comes first. Those for which a gate is closed come before
    /// all others. Those that are over have their copies to be set aside, once.
    private static final String CLAIM = """
            UPDATE migration
               SET claimed_by = #{claimant}, claimed_until = clock_timestamp() + #{lease} * interval '1 millisecond'
             WHERE id = (SELECT id
                           FROM migration
                          WHERE look_at <= clock_timestamp()
                                AND (claimed_until <= clock_timestamp() OR deadline <= clock_timestamp())
                                AND (NOT #{onlyHeld} OR %1$s)
                          ORDER BY %1$s DESC, look_at
                          LIMIT 1
                            FOR UPDATE SKIP LOCKED)
            RETURNING id
            """.formatted(MigrationRepository.HELD);

    private static final String RENEW = """
            UPDATE migration
               SET claimed_until = clock_timestamp() + #{lease} * interval '1 millisecond'
             WHERE id = #{id} AND claimed_by = #{claimant}
            """;

    /// Who has been overtaken by somebody's word says nothing of when to look: there is something to do at once. After
    /// trouble, the wait doubles up to a minute; while a gate is closed every moment counts.
    private static final String LEAVE = """
            UPDATE migration
               SET claimed_by = NULL, claimed_until = '-infinity',
                   troubles = CASE WHEN revision = #{revision} AND #{troubled} THEN troubles + 1 ELSE 0 END,
                   look_at = CASE WHEN revision <> #{revision} THEN look_at
                                  WHEN #{troubled} AND NOT %s
                                  THEN clock_timestamp() + least(60, 2 ^ least(troubles, 6)) * interval '1 second'
                                  ELSE clock_timestamp() + #{again} * interval '1 millisecond' END
             WHERE id = #{id} AND claimed_by = #{claimant}
            RETURNING troubles
            """.formatted(MigrationRepository.HELD);

    private static final String UNCLAIM = """
            UPDATE migration
               SET claimed_by = NULL, claimed_until = '-infinity'
             WHERE id = #{id}
            """;

    /// Takes one that has something to be done, for `lease` or until it is left.
    ///
    /// @param onlyHeld whether only one for which a gate is closed
    /// @return its number; empty when there is none
    Future<Optional<Long>> claim(SqlClient client, UUID claimant, Duration lease, boolean onlyHeld) {
        return SqlTemplate.forQuery(client, CLAIM)
                .mapTo(row -> row.getLong("id"))
                .execute(Map.of("claimant", claimant, "lease", lease.toMillis(), "onlyHeld", onlyHeld))
                .map(Rows::first);
    }

    Future<Void> renew(SqlClient client, long id, UUID claimant, Duration lease) {
        return SqlTemplate.forUpdate(client, RENEW)
                .execute(Map.of("id", id, "claimant", claimant, "lease", lease.toMillis()))
                .mapEmpty();
    }

    /// @param left     as the claimant knew it last
    /// @param again    after which there may be something to do
    /// @param troubled whether the try has come to nothing
    /// @return how many have, one after the other
    Future<Integer> leave(SqlClient client, Migration left, UUID claimant, Duration again, boolean troubled) {
        return SqlTemplate.forQuery(client, LEAVE)
                .mapTo(row -> row.getInteger("troubles"))
                .execute(Map.of(
                        "id",
                        left.id(),
                        "revision",
                        left.revision(),
                        "claimant",
                        claimant,
                        "again",
                        again.toMillis(),
                        "troubled",
                        troubled))
                .map(rows -> Rows.first(rows).orElse(0));
    }

    /// What comes next is anybody's.
    Future<Void> unclaim(SqlClient client, long id) {
        return SqlTemplate.forUpdate(client, UNCLAIM).execute(Map.of("id", id)).mapEmpty();
    }
}
