package com.openflyers.gateway.mail;

import com.openflyers.gateway.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The sender's statements. All times are the database's: no node's clock is trusted.
final class OutboxRepository {

    /// Whoever claims has the row until its lease is over; a node that dies leaves it to the next.
    private static final String CLAIM = """
                  WITH due AS (
                           SELECT id
                             FROM outbox
                            WHERE state = 'waiting' AND next_attempt_at <= clock_timestamp()
                         ORDER BY next_attempt_at, id
                            LIMIT 1
                              FOR UPDATE SKIP LOCKED)
                UPDATE outbox
                   SET attempts = attempts + 1, next_attempt_at = clock_timestamp() + #{lease} * interval '1 millisecond'
                  FROM due
                 WHERE outbox.id = due.id
             RETURNING outbox.id, message, attempts, recipient, language, subject, plain, html,
                       attachment
            """;

    /// Whoever noted what before: it was sent.
    private static final String SENT = """
            UPDATE outbox
               SET state = 'sent', sent_at = clock_timestamp(), plain = NULL, html = NULL, last_error = NULL
             WHERE id = #{id} AND state <> 'sent'
            """;

    /// Not of a row that another node has claimed since.
    private static final String FAILED = """
            UPDATE outbox
               SET last_error = #{error},
                   next_attempt_at = clock_timestamp() + #{pause} * interval '1 millisecond',
                   state = CASE WHEN tried_since + #{whole} * interval '1 millisecond' < clock_timestamp() THEN 'dead'
                                ELSE 'waiting'
                           END
             WHERE id = #{id} AND state = 'waiting' AND attempts = #{attempts}
            """;

    private static final String BACKLOG = """
            SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting,
                   count(*) FILTER (WHERE state = 'dead') AS dead,
                   coalesce(extract(epoch FROM clock_timestamp()
                            - min(created_at) FILTER (WHERE state = 'waiting')), 0)::bigint AS oldest_seconds
              FROM outbox
             WHERE state <> 'sent'
            """;

    private final Patience patience;

    OutboxRepository(Patience patience) {
        this.patience = patience;
    }

    /// One that is due and that nobody else has.
    Future<Optional<ClaimedLetter>> claim(SqlClient client) {
        return SqlTemplate.forQuery(client, CLAIM)
                .mapTo(OutboxRepository::claimed)
                .execute(Map.of("lease", patience.lease().toMillis()))
                .map(Rows::first);
    }

    Future<Void> sent(SqlClient client, ClaimedLetter letter) {
        return SqlTemplate.forUpdate(client, SENT)
                .execute(Map.of("id", letter.id()))
                .mapEmpty();
    }

    /// Tries again later; not when it has been tried for too long.
    Future<Void> failed(SqlClient client, ClaimedLetter letter, String error) {
        return failed(client, letter, error, patience.whole());
    }

    /// Never tries again by itself.
    Future<Void> dead(SqlClient client, ClaimedLetter letter, String error) {
        return failed(client, letter, error, Duration.ofMillis(-1));
    }

    Future<Backlog> backlog(SqlClient client) {
        return SqlTemplate.forQuery(client, BACKLOG)
                .mapTo(row -> new Backlog(
                        row.getLong("waiting"), row.getLong("dead"), Duration.ofSeconds(row.getLong("oldest_seconds"))))
                .execute(Map.of())
                .map(rows -> rows.iterator().next());
    }

    private Future<Void> failed(SqlClient client, ClaimedLetter letter, String error, Duration whole) {
        return SqlTemplate.forUpdate(client, FAILED)
                .execute(Map.of(
                        "id", letter.id(),
                        "attempts", letter.attempts(),
                        "error", error,
                        "pause", patience.pauseAfter(letter.attempts()).toMillis(),
                        "whole", whole.toMillis()))
                .mapEmpty();
    }

    private static ClaimedLetter claimed(Row row) {
        return new ClaimedLetter(
                row.getLong("id"),
                row.getUUID("message"),
                row.getInteger("attempts"),
                row.getString("recipient"),
                Outbox.language(row.getString("language")),
                row.getString("subject"),
                row.getString("plain"),
                row.getString("html"),
                Optional.ofNullable(row.getString("attachment")));
    }
}
