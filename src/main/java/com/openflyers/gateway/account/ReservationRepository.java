package com.openflyers.gateway.account;

import com.openflyers.gateway.db.Parameters;
import com.openflyers.gateway.db.Rows;
import com.openflyers.gateway.db.StoredEnum;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The statements about names that are kept for somebody until their mailed link is followed.
final class ReservationRepository {

    /// @param wanted its password is empty while the first one who asked is still being served
    /// @param token  the hash of what the latest link says
    /// @param recent whether that was mailed minutes ago
    record Pending(SignUp wanted, Buffer token, boolean recent) {}

    /// A name is the first one's who asks, until that one has let two days go by.
    private static final String RESERVE = """
               INSERT INTO sign_up AS u (name, club, joins, club_email, contact_name, contact_email, language, version,
                      password, member_password, token, expires_at)
               SELECT #{name}, #{club}, #{joins}, #{club_email}, #{contact_name}, #{contact_email}, #{language},
                      #{version}, #{password}, #{member_password}, #{token},
                      clock_timestamp() + #{lasts} * interval '1 millisecond'
                WHERE NOT EXISTS (SELECT 1 FROM space WHERE name = #{name})
                      AND NOT EXISTS (SELECT 1 FROM account WHERE name = #{name})
                   ON CONFLICT (name) DO UPDATE
                  SET club = excluded.club, joins = excluded.joins, club_email = excluded.club_email,
                      contact_name = excluded.contact_name, contact_email = excluded.contact_email,
                      language = excluded.language, version = excluded.version, password = excluded.password,
                      member_password = excluded.member_password, token = excluded.token,
                      created_at = clock_timestamp(), expires_at = excluded.expires_at
                WHERE u.confirmed_at IS NULL
                      AND (u.expires_at < clock_timestamp() OR lower(u.contact_email) = lower(#{known}))
            RETURNING name
            """;

    private static final String PENDING = """
            SELECT name, club, joins, club_email, contact_name, contact_email, language, version, password, member_password,
                   attempt, token,
                   created_at > clock_timestamp() - #{minutes} * interval '1 minute' AS recent
              FROM sign_up
             WHERE name = #{name} AND confirmed_at IS NULL AND expires_at > clock_timestamp()
            """;

    private static final String LOCK = """
            SELECT name
              FROM sign_up
             WHERE name = #{name} AND token = #{token} AND confirmed_at IS NULL
               FOR UPDATE
            """;

    private static final String MEND = """
            UPDATE sign_up
               SET club = #{club}, club_email = #{club_email}, contact_name = #{contact_name},
                   contact_email = #{contact_email}, language = #{language}, version = #{version},
                   password = #{password}, member_password = #{member_password}
             WHERE name = #{name} AND token = #{token} AND confirmed_at IS NULL
            """;

    private static final String RENEW = """
            UPDATE sign_up
               SET token = #{token}, created_at = clock_timestamp(),
                   expires_at = clock_timestamp() + #{lasts} * interval '1 millisecond'
             WHERE name = #{name}
            """;

    private static final String RELEASE = """
            DELETE FROM sign_up
             WHERE name = #{name} AND token = #{token} AND confirmed_at IS NULL
            """;

    /// How long a link is given to arrive before another one replaces it.
    private static final int MINUTES = 5;

    /// @param token what will be in the link
    /// @param known the address, known to be theirs, whose own sign-up gives way; empty for nobody's
    /// @return whether the name is this sign-up's now
    Future<Boolean> reserve(SqlClient client, SignUp wanted, Buffer token, Duration lasts, String known) {
        return SqlTemplate.forQuery(client, RESERVE)
                .execute(parameters(wanted)
                        .and("joins", wanted.joins())
                        .and("token", token)
                        .and("lasts", lasts.toMillis())
                        .and("known", known)
                        .map())
                .map(rows -> rows.size() == 1);
    }

    Future<Optional<Pending>> pending(SqlClient client, String name) {
        return SqlTemplate.forQuery(client, PENDING)
                .mapTo(row ->
                        new Pending(SignUpRepository.signUp(row), row.getBuffer("token"), row.getBoolean("recent")))
                .execute(Map.of("name", name, "minutes", MINUTES))
                .map(Rows::first);
    }

    /// Of two clicks at once, the second one waits for what the first one does.
    ///
    /// @return whether that is still the latest link
    Future<Boolean> lock(SqlConnection tx, String name, Buffer token) {
        return SqlTemplate.forQuery(tx, LOCK)
                .execute(Map.of("name", name, "token", token))
                .map(rows -> rows.size() == 1);
    }

    /// What is asked for becomes this; the link that was mailed leads to it.
    ///
    /// @return whether that was still the latest link
    Future<Boolean> mend(SqlClient client, SignUp wanted, Buffer token) {
        return SqlTemplate.forUpdate(client, MEND)
                .execute(parameters(wanted).and("token", token).map())
                .map(done -> done.rowCount() == 1);
    }

    /// Another link, and the former one is worth nothing any more.
    Future<Void> renew(SqlClient client, String name, Buffer token, Duration lasts) {
        return SqlTemplate.forUpdate(client, RENEW)
                .execute(Map.of("name", name, "token", token, "lasts", lasts.toMillis()))
                .mapEmpty();
    }

    /// The name is free again.
    Future<Void> release(SqlClient client, String name, Buffer token) {
        return SqlTemplate.forUpdate(client, RELEASE)
                .execute(Map.of("name", name, "token", token))
                .mapEmpty();
    }

    private static Parameters parameters(SignUp wanted) {
        return Parameters.of("name", wanted.name())
                .and("club", wanted.club())
                .and("club_email", wanted.contact().clubEmail())
                .and("contact_name", wanted.contact().name())
                .and("contact_email", wanted.contact().email())
                .and("language", StoredEnum.word(wanted.contact().language()))
                .and("version", wanted.version())
                .and("password", wanted.password())
                .and("member_password", wanted.memberPassword());
    }
}
