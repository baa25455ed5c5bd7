package com.openflyers.gateway.billing;

import com.openflyers.gateway.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The statements about subscriptions and the prices of versions.
final class SubscriptionRepository {

    /// Before anything else: whoever else writes about the space waits.
    private static final String LOCK = """
            SELECT name
              FROM space
             WHERE name = #{space}
               FOR UPDATE
            """;

    private static final String COLUMNS = """
            SELECT u.space, u.started_at, u.billed_year, p.version, p.valid_from, p.cents
              FROM subscription u
                   JOIN space s ON s.name = u.space
                   JOIN LATERAL (SELECT version, valid_from, cents
                                   FROM subscription_price
                                  WHERE space = u.space
                                  ORDER BY id DESC
                                  LIMIT 1) p ON true
            """;

    private static final String FIND = COLUMNS + """
             WHERE u.space = #{space}
            """;

    private static final String OF_CLUB = COLUMNS + """
             WHERE s.club = #{club} AND s.state = 'active' AND s.kind = 'production'
             ORDER BY u.space
            """;

    private static final String DUE = """
            SELECT u.space
              FROM subscription u
                   JOIN space s ON s.name = u.space
             WHERE u.billed_year < #{year} AND s.state = 'active' AND s.kind = 'production'
             ORDER BY u.space
            """;

    private static final String STRAYS = """
            SELECT s.name
              FROM space s
             WHERE s.state = 'active' AND s.kind = 'production'
                   AND NOT EXISTS (SELECT FROM subscription u WHERE u.space = s.name)
             ORDER BY s.name
            """;

    private static final String START = """
            INSERT INTO subscription (space, origin, started_at, billed_year)
            VALUES (#{space}, #{origin}, #{at}, #{year})
                ON CONFLICT (space) DO UPDATE
               SET origin = excluded.origin, started_at = excluded.started_at,
                   billed_year = greatest(subscription.billed_year, excluded.billed_year)
            """;

    private static final String RENEW = """
            UPDATE subscription
               SET billed_year = #{year}
             WHERE space = #{space} AND billed_year < #{year}
            """;

    private static final String SET_PRICE = """
            INSERT INTO subscription_price (space, valid_from, version, cents)
            VALUES (#{space}, #{from}, #{version}, #{cents})
            """;

    private static final String FORMER_PRICE = """
              SELECT cents
                FROM subscription_price
               WHERE space = #{space} AND version = #{version} AND valid_from >= #{since}
            ORDER BY id DESC
               LIMIT 1
            """;

    private static final String PRICE = """
              SELECT cents
                FROM version_price
               WHERE version = #{version} AND kind = 'yearly' AND valid_from <= #{day}
            ORDER BY valid_from DESC
               LIMIT 1
            """;

    private static final String SINCE = """
            SELECT coalesce((SELECT max(f.flipped_at) FROM flip f WHERE f.space = s.name AND f.version = s.version),
                            (SELECT a.created_at FROM account a WHERE a.name = s.name)) AS since
              FROM space s
             WHERE s.name = #{space}
            """;

    Future<Void> lock(SqlConnection tx, String space) {
        return SqlTemplate.forQuery(tx, LOCK).execute(Map.of("space", space)).mapEmpty();
    }

    Future<Optional<Subscription>> find(SqlClient client, String space) {
        return SqlTemplate.forQuery(client, FIND)
                .mapTo(SubscriptionRepository::subscription)
                .execute(Map.of("space", space))
                .map(Rows::first);
    }

    Future<List<Subscription>> ofClub(SqlClient client, long club) {
        return SqlTemplate.forQuery(client, OF_CLUB)
                .mapTo(SubscriptionRepository::subscription)
                .execute(Map.of("club", club))
                .map(Rows::list);
    }

    /// Production spaces whose year is not invoiced.
    Future<List<String>> due(SqlClient client, int year) {
        return SqlTemplate.forQuery(client, DUE)
                .mapTo(row -> row.getString("space"))
                .execute(Map.of("year", year))
                .map(Rows::list);
    }

    /// Production spaces of which there is no subscription.
    Future<List<String>> strays(SqlClient client) {
        return SqlTemplate.forQuery(client, STRAYS)
                .mapTo(row -> row.getString("name"))
                .execute(Map.of())
                .map(Rows::list);
    }

    Future<Void> start(SqlConnection tx, String space, String origin, Instant at, LocalDate day) {
        return SqlTemplate.forUpdate(tx, START)
                .execute(Map.of(
                        "space", space, "origin", origin, "at", at.atOffset(ZoneOffset.UTC), "year", day.getYear()))
                .mapEmpty();
    }

    /// @return false if the year was invoiced by somebody else
    Future<Boolean> renew(SqlConnection tx, String space, int year) {
        return SqlTemplate.forUpdate(tx, RENEW)
                .execute(Map.of("space", space, "year", year))
                .map(renewed -> renewed.rowCount() == 1);
    }

    Future<Void> price(SqlConnection tx, String space, LocalDate from, String version, long cents) {
        return SqlTemplate.forUpdate(tx, SET_PRICE)
                .execute(Map.of("space", space, "from", from, "version", version, "cents", cents))
                .mapEmpty();
    }

    /// What the space has paid for the version, since that day.
    Future<Optional<Long>> formerPrice(SqlClient client, String space, String version, LocalDate since) {
        return SqlTemplate.forQuery(client, FORMER_PRICE)
                .mapTo(row -> row.getLong("cents"))
                .execute(Map.of("space", space, "version", version, "since", since))
                .map(Rows::first);
    }

    /// Of a year of the version, as it holds on that day.
    Future<Optional<Long>> price(SqlClient client, String version, LocalDate day) {
        return SqlTemplate.forQuery(client, PRICE)
                .mapTo(row -> row.getLong("cents"))
                .execute(Map.of("version", version, "day", day))
                .map(Rows::first);
    }

    /// Since when the space is on its version, if anybody knows.
    Future<Optional<Instant>> since(SqlClient client, String space) {
        return SqlTemplate.forQuery(client, SINCE)
                .execute(Map.of("space", space))
                .map(rows -> Rows.first(rows)
                        .flatMap(row -> Optional.ofNullable(row.getOffsetDateTime("since")))
                        .map(since -> since.toInstant()));
    }

    private static Subscription subscription(Row row) {
        return new Subscription(
                row.getString("space"),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getInteger("billed_year"),
                row.getString("version"),
                row.getLocalDate("valid_from"),
                row.getLong("cents"));
    }
}
