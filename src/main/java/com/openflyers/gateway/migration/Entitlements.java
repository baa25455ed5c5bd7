package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Parameters;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The one migration that is free for each club, however many spaces it has: set aside for the first that is asked for,
/// given back when that comes to nothing.
final class Entitlements {

    /// The club's row is locked until the transaction ends: of two requests at once, one finds it taken.
    private static final String TAKE = """
            UPDATE club
               SET free_migration = #{migration}
             WHERE id = (SELECT club FROM space WHERE name = #{space}) AND free_migration IS NULL
            """;

    private static final String GIVE_BACK = """
            UPDATE club
               SET free_migration = NULL
             WHERE free_migration = #{migration}
            """;

    private static final String PASS = """
            UPDATE club
               SET free_migration = former.free_migration
              FROM club former
             WHERE club.id = #{into} AND former.id = #{from} AND club.free_migration IS NULL
            """;

    /// Or giving that one back would leave it taken.
    private static final String LEAVE = """
            UPDATE club
               SET free_migration = NULL
             WHERE id = #{from}
            """;

    private static final String IS_FREE = """
            SELECT id
              FROM club
             WHERE free_migration = #{migration}
            """;

    private static final String PRICE = """
              SELECT p.cents
                FROM version_price p
               WHERE p.version = #{version} AND p.kind = 'migration'
                     AND p.valid_from <= (now() AT TIME ZONE 'Europe/Paris')::date
            ORDER BY p.valid_from DESC
               LIMIT 1
            """;

    /// @return whether the migration is free
    Future<Boolean> take(SqlConnection tx, String space, long migration) {
        return SqlTemplate.forUpdate(tx, TAKE)
                .execute(Map.of("space", space, "migration", migration))
                .map(taken -> taken.rowCount() == 1);
    }

    Future<Void> giveBack(SqlConnection tx, long migration) {
        return SqlTemplate.forUpdate(tx, GIVE_BACK)
                .execute(Map.of("migration", migration))
                .mapEmpty();
    }

    Future<Void> pass(SqlConnection tx, long from, long into) {
        return SqlTemplate.forUpdate(tx, PASS)
                .execute(Map.of("from", from, "into", into))
                .compose(_ -> SqlTemplate.forUpdate(tx, LEAVE).execute(Map.of("from", from)))
                .mapEmpty();
    }

    Future<Boolean> isFree(SqlConnection tx, long migration) {
        return SqlTemplate.forQuery(tx, IS_FREE)
                .execute(Map.of("migration", migration))
                .map(found -> found.rowCount() == 1);
    }

    /// What a migration to the version costs a club whose free one is used, in cents; null if nothing.
    Future<@Nullable Long> price(SqlConnection tx, String version) {
        return SqlTemplate.forQuery(tx, PRICE)
                .execute(Parameters.of("version", version).map())
                .map(rows ->
                        rows.rowCount() == 0 ? null : rows.iterator().next().getLong("cents"));
    }
}
