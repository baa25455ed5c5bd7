package com.openflyers.gateway.account;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about names that are wanted and spaces that are in the making.
final class SignUpRepository {

    private static final String COLUMNS = """
            SELECT name, club, joins, club_email, contact_name, contact_email, language, version, password, member_password,
                   attempt
              FROM sign_up
            """;

    /// A name is taken for ever once it was a space's, or its link was followed.
    private static final String IS_TAKEN = """
            SELECT EXISTS (SELECT 1 FROM space WHERE name = #{name})
                   OR EXISTS (SELECT 1 FROM account WHERE name = #{name})
                   OR EXISTS (SELECT 1 FROM sign_up WHERE name = #{name} AND confirmed_at IS NOT NULL) AS taken
            """;

    private static final String IS_THERE = """
            SELECT EXISTS (SELECT 1 FROM space WHERE name = #{name} AND state = 'active') AS there
            """;

    private static final String CONFIRMED = COLUMNS + """
             WHERE name = #{name} AND confirmed_at IS NOT NULL
            """;

    /// Reads alike, or has the same words in another order.
    private static final String LOOK_ALIKE = """
              WITH reading (name, letters, words) AS (
                       SELECT name, translate(replace(name, '-', ''), '01i', 'oll'),
                              (SELECT string_agg(word, '-' ORDER BY word) FROM regexp_split_to_table(name, '-') AS word)
                         FROM (SELECT name FROM space UNION SELECT #{name}) AS names)
            SELECT other.name
              FROM reading AS ours
                   JOIN reading AS other
                        ON other.name <> ours.name AND (other.letters = ours.letters OR other.words = ours.words)
             WHERE ours.name = #{name}
             ORDER BY other.name
             LIMIT 1
            """;

    private static final String OF_TOKEN = COLUMNS + """
             WHERE token = #{token} AND confirmed_at IS NULL AND expires_at > clock_timestamp()
            """;

    private static final String CONFIRM = """
            UPDATE sign_up
               SET confirmed_at = clock_timestamp(), joins = #{club},
                   look_at = clock_timestamp() + #{lease} * interval '1 millisecond'
             WHERE name = #{name} AND token = #{token} AND confirmed_at IS NULL AND expires_at > clock_timestamp()
            """;

    private static final String CLAIM = """
               UPDATE sign_up
                  SET look_at = clock_timestamp() + #{lease} * interval '1 millisecond', attempts = attempts + 1
                WHERE name = (SELECT name
                                FROM sign_up
                               WHERE confirmed_at IS NOT NULL AND look_at <= clock_timestamp()
                               ORDER BY look_at
                               LIMIT 1
                                 FOR UPDATE SKIP LOCKED)
            RETURNING name, club, joins, club_email, contact_name, contact_email, language, version, password,
                      member_password, attempt
            """;

    private static final String TROUBLE = """
            UPDATE sign_up
               SET trouble = #{trouble},
                   look_at = clock_timestamp() + least(600, 5 * power(2, least(attempts, 7))) * interval '1 second'
             WHERE name = #{name} AND confirmed_at IS NOT NULL
            """;

    /// Before [#DONE], so that whoever merges the club, and has it first, is waited for with nothing in hand.
    private static final String LOCK_CLUB = """
            SELECT c.id
              FROM sign_up u
                   JOIN club c ON c.id = u.joins
             WHERE u.name = #{name}
               FOR KEY SHARE OF c
            """;

    private static final String DONE = """
               DELETE FROM sign_up u
                USING club c
                WHERE u.name = #{name} AND u.confirmed_at IS NOT NULL AND c.id = u.joins
            RETURNING c.id, c.name
            """;

    private static final String FORGET = """
            DELETE FROM sign_up
             WHERE confirmed_at IS NULL AND expires_at < clock_timestamp()
            """;

    private static final String WAITING = """
            SELECT name, club, joins, version, contact_email, confirmed_at, attempts, trouble
              FROM sign_up
             WHERE confirmed_at IS NOT NULL
             ORDER BY confirmed_at, name
            """;

    private static final String MOVE_TO_CLUB = """
            UPDATE sign_up
               SET joins = #{into}
             WHERE joins = #{from}
            """;

    Future<Boolean> isTaken(SqlClient client, String name) {
        return SqlTemplate.forQuery(client, IS_TAKEN)
                .execute(Map.of("name", name))
                .map(rows -> rows.iterator().next().getBoolean("taken"));
    }

    Future<Boolean> isThere(SqlClient client, String name) {
        return SqlTemplate.forQuery(client, IS_THERE)
                .execute(Map.of("name", name))
                .map(rows -> rows.iterator().next().getBoolean("there"));
    }

    /// One whose space is in the making.
    Future<Optional<SignUp>> confirmed(SqlClient client, String name) {
        return SqlTemplate.forQuery(client, CONFIRMED)
                .mapTo(SignUpRepository::signUp)
                .execute(Map.of("name", name))
                .map(Rows::first);
    }

    Future<Optional<String>> lookAlike(SqlClient client, String name) {
        return SqlTemplate.forQuery(client, LOOK_ALIKE)
                .mapTo(row -> row.getString("name"))
                .execute(Map.of("name", name))
                .map(Rows::first);
    }

    Future<Optional<SignUp>> ofToken(SqlClient client, Buffer token) {
        return SqlTemplate.forQuery(client, OF_TOKEN)
                .mapTo(SignUpRepository::signUp)
                .execute(Map.of("token", token))
                .map(Rows::first);
    }

    /// Of two that follow the link at once, one does.
    ///
    /// @param lease for the caller to make the space in, until somebody else looks
    Future<Boolean> confirm(SqlConnection tx, String name, Buffer token, long club, Duration lease) {
        return SqlTemplate.forUpdate(tx, CONFIRM)
                .execute(Map.of("name", name, "token", token, "club", club, "lease", lease.toMillis()))
                .map(done -> done.rowCount() == 1);
    }

    /// One whose space nobody is making.
    Future<Optional<SignUp>> claim(SqlClient client, Duration lease) {
        return SqlTemplate.forQuery(client, CLAIM)
                .mapTo(SignUpRepository::signUp)
                .execute(Map.of("lease", lease.toMillis()))
                .map(Rows::first);
    }

    /// Looks again later: after seconds at first, then every ten minutes.
    Future<Void> trouble(SqlClient client, String name, String trouble) {
        return SqlTemplate.forUpdate(client, TROUBLE)
                .execute(Map.of("name", name, "trouble", trouble))
                .mapEmpty();
    }

    /// @return whose space it is now, which is no merged club's; empty if somebody else was faster
    Future<Optional<Club>> done(SqlConnection tx, String name) {
        return SqlTemplate.forQuery(tx, LOCK_CLUB)
                .execute(Map.of("name", name))
                .compose(_ -> SqlTemplate.forQuery(tx, DONE)
                        .mapTo(row -> new Club(row.getLong("id"), row.getString("name")))
                        .execute(Map.of("name", name)))
                .map(Rows::first);
    }

    Future<Void> moveToClub(SqlConnection tx, long from, long into) {
        return SqlTemplate.forUpdate(tx, MOVE_TO_CLUB)
                .execute(Map.of("from", from, "into", into))
                .mapEmpty();
    }

    Future<List<WaitingSignUp>> waiting(SqlClient client) {
        return SqlTemplate.forQuery(client, WAITING)
                .mapTo(row -> new WaitingSignUp(
                        row.getString("name"),
                        row.getString("club"),
                        row.getString("version"),
                        row.getString("contact_email"),
                        row.getOffsetDateTime("confirmed_at").toInstant(),
                        row.getInteger("attempts"),
                        Optional.ofNullable(row.getString("trouble"))))
                .execute(Map.of())
                .map(Rows::list);
    }

    /// Those whose link nobody followed in time.
    Future<Void> forget(SqlClient client) {
        return client.query(FORGET).execute().mapEmpty();
    }

    static SignUp signUp(Row row) {
        @Nullable Long joins = row.getLong("joins");
        return new SignUp(
                row.getString("name"),
                row.getString("club"),
                joins,
                new Contact(
                        row.getString("club_email"),
                        row.getString("contact_name"),
                        row.getString("contact_email"),
                        StoredEnum.constant(Contact.Language.class, row.getString("language"))),
                row.getString("version"),
                row.getString("password"),
                row.getString("member_password"),
                row.getLong("attempt"));
    }
}
