package com.openflyers.gateway.account;

import com.openflyers.gateway.db.Parameters;
import com.openflyers.gateway.db.Rows;
import com.openflyers.gateway.db.StoredEnum;
import com.openflyers.gateway.registry.Club;
import com.openflyers.gateway.registry.Contact;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The statements about accounts.
final class AccountRepository {

    private static final String COLUMNS = """
            SELECT a.name, c.id AS club, c.name AS club_name, a.password, a.failures, a.created_at,
                   coalesce(s.club_email, u.contact_email) AS club_email,
                   coalesce(s.contact_name, u.contact_name) AS contact_name,
                   coalesce(s.contact_email, u.contact_email) AS contact_email,
                   coalesce(s.language, u.language) AS language,
                   s.state AS space_state
              FROM account a
                   LEFT JOIN space s ON s.name = a.name
                   LEFT JOIN sign_up u ON u.name = a.name
                   JOIN club c ON c.id = coalesce(s.club, u.joins)
             WHERE a.closed_at IS NULL
            """;

    private static final String FIND = COLUMNS + """
                   AND a.name = #{name}
            """;

    private static final String OF_CLUB = COLUMNS + """
                   AND c.id = #{club}
             ORDER BY a.created_at, a.name
            """;

    private static final String PAGE = COLUMNS + """
                   AND a.name > #{after}
                   AND (#{text}::text IS NULL
                        OR strpos(lower(concat_ws(' ', a.name, c.name, s.club_email, s.contact_name, s.contact_email,
                                                  u.contact_email)), lower(#{text})) > 0)
             ORDER BY a.name
             LIMIT #{limit}
            """;

    /// Of contacts: the address of a club may be read by many.
    private static final String CLUB_OF_ADDRESS = """
            SELECT c.id, c.name
              FROM account a
                   JOIN space s ON s.name = a.name
                   JOIN club c ON c.id = s.club
             WHERE a.closed_at IS NULL AND lower(s.contact_email) = lower(#{email})
             ORDER BY a.created_at
             LIMIT 1
            """;

    /// A space has no address that was not confirmed, or came from an operator.
    private static final String IS_CLUBS = """
            SELECT EXISTS (SELECT 1
                             FROM space
                            WHERE club = #{club}
                                  AND lower(#{email}) IN (lower(club_email), lower(contact_email))) AS clubs
            """;

    /// By which each space of a club came to its version: the last flip, or the space itself.
    private static final String SINCE = """
            SELECT s.name,
                   coalesce((SELECT max(f.flipped_at) FROM flip f WHERE f.space = s.name AND f.version = s.version),
                            (SELECT a.created_at FROM account a WHERE a.name = s.name)) AS since
              FROM space s
             WHERE s.club = #{club}
            """;

    private static final String ADD = """
            INSERT INTO account (name, password)
            VALUES (#{name}, #{password})
                ON CONFLICT (name) DO NOTHING
            """;

    private static final String REMEMBER_LINK = """
            UPDATE account
               SET sign_up_link = #{link}
             WHERE name = #{name}
            """;

    private static final String OF_LINK = """
            SELECT name
              FROM account
             WHERE sign_up_link = #{link} AND closed_at IS NULL
            """;

    private static final String IS_RECENT = """
            SELECT EXISTS (SELECT 1
                             FROM account a
                                  LEFT JOIN space s ON s.name = a.name
                                  LEFT JOIN sign_up u ON u.name = a.name
                            WHERE a.name = #{name} AND a.closed_at IS NULL AND coalesce(s.club, u.joins) = #{club}
                                  AND a.created_at > clock_timestamp() - #{within} * interval '1 millisecond') AS recent
            """;

    private static final String CLOSE = """
            UPDATE account
               SET closed_at = clock_timestamp(), password = NULL
             WHERE name = #{name} AND closed_at IS NULL
            """;

    private static final String DISOWN = """
              WITH ended AS (
                   DELETE FROM session
                    WHERE account = #{name}),
                   killed AS (
                   DELETE FROM account_token
                    WHERE account = #{name})
            UPDATE account a
               SET password = NULL, sign_up_link = NULL,
                   closed_at = CASE WHEN NOT EXISTS (SELECT FROM space WHERE name = a.name) THEN clock_timestamp() END
             WHERE name = #{name}
            """;

    private static final String REOPEN = """
            UPDATE account
               SET closed_at = NULL, password = NULL, failures = 0, sign_up_link = NULL
             WHERE name = #{name} AND closed_at IS NOT NULL
            """;

    /// @param password hashed; null while nobody has chosen one
    record Stored(Account account, @Nullable String password, int failures) {}

    Future<Optional<Stored>> find(SqlClient client, String name) {
        return SqlTemplate.forQuery(client, FIND)
                .mapTo(AccountRepository::stored)
                .execute(Map.of("name", name))
                .map(Rows::first);
    }

    Future<List<Account>> ofClub(SqlClient client, long club) {
        return SqlTemplate.forQuery(client, OF_CLUB)
                .mapTo(AccountRepository::account)
                .execute(Map.of("club", club))
                .map(Rows::list);
    }

    /// By name, with what is found in names and addresses.
    Future<List<Stored>> page(SqlClient client, @Nullable String text, String after, int limit) {
        return SqlTemplate.forQuery(client, PAGE)
                .mapTo(AccountRepository::stored)
                .execute(Parameters.of("text", text)
                        .and("after", after)
                        .and("limit", limit)
                        .map())
                .map(Rows::list);
    }

    /// That the address is known to belong to.
    Future<Optional<Club>> clubOfAddress(SqlClient client, String email) {
        return SqlTemplate.forQuery(client, CLUB_OF_ADDRESS)
                .mapTo(row -> new Club(row.getLong("id"), row.getString("name")))
                .execute(Map.of("email", email))
                .map(Rows::first);
    }

    /// Whether the address is known to be one of the club's.
    Future<Boolean> isClubs(SqlClient client, long club, String email) {
        return SqlTemplate.forQuery(client, IS_CLUBS)
                .execute(Map.of("club", club, "email", email))
                .map(rows -> rows.iterator().next().getBoolean("clubs"));
    }

    /// Since when each space of the club is on its version, by its name; without those of which nobody knows.
    Future<Map<String, Instant>> since(SqlClient client, long club) {
        return SqlTemplate.forQuery(client, SINCE)
                .execute(Map.of("club", club))
                .map(rows -> Rows.stream(rows)
                        .filter(row -> row.getOffsetDateTime("since") != null)
                        .collect(Collectors.toMap(
                                row -> row.getString("name"),
                                row -> row.getOffsetDateTime("since").toInstant())));
    }

    /// @return whether there was none
    Future<Boolean> add(SqlConnection tx, String name, @Nullable String password) {
        return SqlTemplate.forUpdate(tx, ADD)
                .execute(Parameters.of("name", name).and("password", password).map())
                .map(added -> added.rowCount() == 1);
    }

    /// The account came of that link.
    Future<Void> rememberLink(SqlConnection tx, String name, Buffer link) {
        return SqlTemplate.forUpdate(tx, REMEMBER_LINK)
                .execute(Map.of("name", name, "link", link))
                .mapEmpty();
    }

    /// The account that came of a link; empty if none did, or it is not that person's any more.
    Future<Optional<String>> ofLink(SqlClient client, Buffer link) {
        return SqlTemplate.forQuery(client, OF_LINK)
                .mapTo(row -> row.getString("name"))
                .execute(Map.of("link", link))
                .map(Rows::first);
    }

    /// Whether the account is one of the club's, and was made that short a time ago.
    Future<Boolean> isRecent(SqlClient client, String name, long club, Duration within) {
        return SqlTemplate.forQuery(client, IS_RECENT)
                .execute(Map.of("name", name, "club", club, "within", within.toMillis()))
                .map(rows -> rows.iterator().next().getBoolean("recent"));
    }

    Future<Void> close(SqlConnection tx, String name) {
        return SqlTemplate.forUpdate(tx, CLOSE).execute(Map.of("name", name)).mapEmpty();
    }

    /// Lets nobody in who was in before: the name has become another club's, or nobody's.
    Future<Void> disown(SqlConnection tx, String name) {
        return SqlTemplate.forUpdate(tx, DISOWN).execute(Map.of("name", name)).mapEmpty();
    }

    /// With no password, as whoever chose the last one has closed it.
    ///
    /// @return whether it was closed
    Future<Boolean> reopen(SqlConnection tx, String name) {
        return SqlTemplate.forUpdate(tx, REOPEN).execute(Map.of("name", name)).map(opened -> opened.rowCount() == 1);
    }

    private static Stored stored(Row row) {
        return new Stored(account(row), row.getString("password"), row.getInteger("failures"));
    }

    static Account account(Row row) {
        return new Account(
                row.getString("name"),
                new Club(row.getLong("club"), row.getString("club_name")),
                new Contact(
                        row.getString("club_email"),
                        row.getString("contact_name"),
                        row.getString("contact_email"),
                        StoredEnum.constant(Contact.Language.class, row.getString("language"))),
                place(row.getString("space_state")),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static Account.Place place(@Nullable String space) {
        return switch (space) {
            case null -> Account.Place.IN_THE_MAKING;
            case "active" -> Account.Place.THERE;
            default -> Account.Place.GONE;
        };
    }
}
