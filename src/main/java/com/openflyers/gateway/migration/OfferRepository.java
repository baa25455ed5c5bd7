package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The statements about what clubs see of migrations and their prices.
final class OfferRepository {

    /// Those that hold today.
    private static final String PRICES = """
              SELECT DISTINCT ON (version, kind) version, kind, cents
                FROM version_price
               WHERE valid_from <= (now() AT TIME ZONE 'Europe/Paris')::date
            ORDER BY version, kind, valid_from DESC
            """;

    private static final String FREE = """
            SELECT free_migration IS NULL AS free
              FROM club
             WHERE id = #{club}
            """;

    private static final String LATEST = """
            SELECT coalesce(max(id), 0) AS id
              FROM migration
             WHERE space = #{space}
            """;

    /// Of whoever has the space now: with it goes what became of it.
    private static final String OWNED = """
            SELECT m.id
              FROM migration m
                   JOIN space s ON s.name = m.space
             WHERE m.id = #{id} AND s.club = #{club}
            """;

    /// Those that were promised an earlier day, and are not switched yet.
    private static final String AHEAD = """
            SELECT count(*) AS ahead
              FROM migration m
                   JOIN migration ours ON ours.id = #{id}
             WHERE (m.due_at, m.id) < (ours.due_at, ours.id)
                   AND m.state NOT IN ('SWITCHED', 'OBSERVING', 'AWAITING_CLUB', 'ACCEPTED', 'ARCHIVED', 'REVERSED',
                                       'REFUSED', 'WITHDRAWN')
            """;

    private static final String MOVE_TO_CLUB = """
            UPDATE migration
               SET club = #{into}
             WHERE club = #{from}
            """;

    /// @param kind `yearly` or `migration`
    record PriceOf(String version, String kind) {}

    Future<Map<PriceOf, Long>> prices(SqlClient client) {
        return SqlTemplate.forQuery(client, PRICES).execute(Map.of()).map(rows -> {
            var prices = new HashMap<PriceOf, Long>();
            rows.forEach(row ->
                    prices.put(new PriceOf(row.getString("version"), row.getString("kind")), row.getLong("cents")));
            return prices;
        });
    }

    Future<Boolean> free(SqlClient client, long club) {
        return SqlTemplate.forQuery(client, FREE)
                .mapTo(row -> row.getBoolean("free"))
                .execute(Map.of("club", club))
                .map(rows -> Rows.first(rows).orElse(false));
    }

    /// 0 before the first.
    Future<Long> latest(SqlClient client, String space) {
        return SqlTemplate.forQuery(client, LATEST)
                .execute(Map.of("space", space))
                .map(rows -> rows.iterator().next().getLong("id"));
    }

    /// The migration's number, if it is one of the club's.
    Future<Optional<Long>> owned(SqlClient client, long club, long id) {
        return SqlTemplate.forQuery(client, OWNED)
                .mapTo(row -> row.getLong("id"))
                .execute(Map.of("club", club, "id", id))
                .map(Rows::first);
    }

    Future<Long> ahead(SqlClient client, long id) {
        return SqlTemplate.forQuery(client, AHEAD)
                .execute(Map.of("id", id))
                .map(rows -> rows.iterator().next().getLong("ahead"));
    }

    Future<Void> moveToClub(SqlClient client, long from, long into) {
        return SqlTemplate.forUpdate(client, MOVE_TO_CLUB)
                .execute(Map.of("from", from, "into", into))
                .mapEmpty();
    }
}
