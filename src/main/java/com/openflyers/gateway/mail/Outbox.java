package com.openflyers.gateway.mail;

import com.openflyers.gateway.db.Parameters;
import com.openflyers.gateway.db.Rows;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.mail.OutboxEntry.State;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The mails that are to be sent, and those that were.
public final class Outbox {

    /// Rings when there is something to send, at the commit of whoever wrote it.
    static final String CHANNEL = "gateway_outbox";

    private static final String ADD = """
            INSERT INTO outbox (cause, recipient, language, subject, plain, html, attachment)
            VALUES (#{cause}, #{recipient}, #{language}, #{subject}, #{plain}, #{html}, #{attachment})
                ON CONFLICT (cause, recipient) DO NOTHING
            """;

    private static final String RING = """
            SELECT pg_notify('%s', '')
            """.formatted(CHANNEL);

    private static final String PAGE = """
              SELECT id, cause, recipient, language, subject, state, attempts, created_at, next_attempt_at, sent_at,
                     last_error
                FROM outbox
               WHERE id < #{before} AND (#{state}::text IS NULL OR state = #{state})
            ORDER BY id DESC
               LIMIT #{limit}
            """;

    private static final String RETRY = """
            UPDATE outbox
               SET state = 'waiting', attempts = 0, tried_since = clock_timestamp(),
                   next_attempt_at = clock_timestamp()
             WHERE id = #{id} AND state = 'dead'
            """;

    /// Sent once `tx` has committed. One with a cause and recipient that were there before is left out.
    public Future<Void> add(SqlClient tx, Letter letter) {
        return SqlTemplate.forUpdate(tx, ADD)
                .execute(Parameters.of("cause", letter.cause())
                        .and("recipient", letter.to())
                        .and("language", letter.language().tag())
                        .and("subject", letter.subject())
                        .and("plain", letter.text())
                        .and("html", letter.html())
                        .and("attachment", letter.attachment().orElse(null))
                        .map())
                .compose(_ -> ring(tx));
    }

    /// The mails, the latest first.
    ///
    /// @param state  only those; empty for all
    /// @param before only those with a lower id; `Long.MAX_VALUE` for the first page
    public Future<List<OutboxEntry>> page(SqlClient client, Optional<State> state, long before, int limit) {
        return SqlTemplate.forQuery(client, PAGE)
                .mapTo(Outbox::entry)
                .execute(Parameters.of("state", state.map(State::word).orElse(null))
                        .and("before", before)
                        .and("limit", limit)
                        .map())
                .map(Rows::list);
    }

    /// Gives a dead one another chance.
    ///
    /// @return whether there was such a dead one
    public Future<Boolean> retry(SqlClient client, long id) {
        return SqlTemplate.forUpdate(client, RETRY)
                .execute(Map.of("id", id))
                .compose(changed -> ring(client).map(changed.rowCount() == 1));
    }

    private static Future<Void> ring(SqlClient client) {
        return client.query(RING).execute().mapEmpty();
    }

    private static OutboxEntry entry(Row row) {
        return new OutboxEntry(
                row.getLong("id"),
                row.getString("cause"),
                row.getString("recipient"),
                language(row.getString("language")),
                row.getString("subject"),
                State.of(row.getString("state")),
                row.getInteger("attempts"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("next_attempt_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("sent_at")).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("last_error")));
    }

    static Language language(String tag) {
        return Arrays.stream(Language.values())
                .filter(language -> language.tag().equals(tag))
                .findFirst()
                .orElseThrow();
    }
}
