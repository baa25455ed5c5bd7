package com.openflyers.gateway.registry;

import com.openflyers.gateway.db.Parameters;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.Locale;

/// Where every change that a route depends on gets its revision.
///
/// The row lock that [#next] takes is held until the transaction ends, so commits happen in the order of their
/// revisions and a reader that has seen 4 has seen 3. All writers of the registry wait for each other here: call it
/// when all other locks of the transaction are held and only the writes themselves remain.
final class Feed {

    static final String CHANNEL = "gateway_change";

    enum Kind {
        VERSION,
        SPACE;

        static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String NEXT = """
              WITH next AS (
                       UPDATE feed
                          SET revision = revision + 1
                    RETURNING revision),
                   told AS (
                       INSERT INTO change (revision, kind, name)
                       SELECT revision, #{kind}, #{name}
                         FROM next)
            SELECT revision, pg_notify('%s', revision::text)
              FROM next
            """.formatted(CHANNEL);

    private Feed() {}

    /// The revision of a change that the caller's transaction makes to the named version or space.
    static Future<Long> next(SqlConnection tx, Kind kind, String name) {
        return SqlTemplate.forQuery(tx, NEXT)
                .execute(Parameters.of("kind", kind.text()).and("name", name).map())
                .map(rows -> rows.iterator().next().getLong("revision"));
    }
}
