package com.openflyers.gateway.account;

import com.openflyers.gateway.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The statements about questions for a link to a new password that nobody has looked into yet.
final class QuestionRepository {

    /// As typed.
    record Question(long id, String identifier, String email) {}

    private static final String ADD = """
            INSERT INTO password_question (identifier, email)
            VALUES (#{identifier}, #{email})
            """;

    private static final String CLAIM = """
               UPDATE password_question
                  SET look_at = clock_timestamp() + #{lease} * interval '1 millisecond'
                WHERE id = (SELECT id
                              FROM password_question
                             WHERE look_at <= clock_timestamp()
                             ORDER BY look_at
                             LIMIT 1
                               FOR UPDATE SKIP LOCKED)
            RETURNING id, identifier, email
            """;

    private static final String END = """
            DELETE FROM password_question
             WHERE id = #{id}
            """;

    /// A link that came after that would be good for longer than whoever asked expects.
    private static final String FORGET = """
            DELETE FROM password_question
             WHERE asked_at < clock_timestamp() - interval '1 hour'
            """;

    Future<Void> add(SqlConnection tx, String identifier, String email) {
        return SqlTemplate.forUpdate(tx, ADD)
                .execute(Map.of("identifier", identifier, "email", email))
                .mapEmpty();
    }

    /// The one that has waited longest, for the caller alone until the lease is over.
    Future<Optional<Question>> claim(SqlClient client, Duration lease) {
        return SqlTemplate.forQuery(client, CLAIM)
                .mapTo(row -> new Question(row.getLong("id"), row.getString("identifier"), row.getString("email")))
                .execute(Map.of("lease", lease.toMillis()))
                .map(Rows::first);
    }

    /// @return whether it was still there: else somebody else has looked into it, when the lease was over
    Future<Boolean> end(SqlConnection tx, Question question) {
        return SqlTemplate.forUpdate(tx, END)
                .execute(Map.of("id", question.id()))
                .map(result -> result.rowCount() == 1);
    }

    Future<Void> forget(SqlClient client) {
        return client.query(FORGET).execute().mapEmpty();
    }
}
