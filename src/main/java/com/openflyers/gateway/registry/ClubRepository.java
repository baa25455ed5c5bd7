package com.openflyers.gateway.registry;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The statements about clubs, which are known by their names alone.
final class ClubRepository {

    /// Looks at the name again after it waited for somebody who was about to change it. A club that was merged is found
    /// as what it has become.
    private static final String FIND = """
            SELECT coalesce(merged_into, id) AS id
              FROM club
             WHERE name = #{name}
             ORDER BY club.id
             LIMIT 1
               FOR SHARE
            """;

    /// Before [#RENAME], which must see the spaces of whoever held the club until now.
    private static final String LOCK = """
            SELECT id
              FROM club
             WHERE id = #{id}
               FOR NO KEY UPDATE
            """;

    private static final String RENAME = """
            UPDATE club
               SET name = #{name}
             WHERE id = #{id} AND NOT EXISTS (
                   SELECT 1
                     FROM space
                    WHERE club = #{id} AND name <> #{space})
            """;

    private static final String ADD = """
               INSERT INTO club (name)
               VALUES (#{name})
            RETURNING id
            """;

    private ClubRepository() {}

    /// The id of the club that the form names: the one called so, else the space's own if it has no other space,
    /// renamed, else a new one.
    static Future<Long> of(SqlConnection tx, SpaceForm form, @Nullable RegisteredSpace before) {
        if (before != null && before.club().name().equals(form.club())) {
            return Future.succeededFuture(before.club().id());
        }
        return SqlTemplate.forQuery(tx, FIND)
                .execute(Map.of("name", form.club()))
                .compose(rows -> {
                    var found = rows.iterator();
                    return found.hasNext()
                            ? Future.succeededFuture(found.next().getLong("id"))
                            : create(tx, form, before);
                });
    }

    /// One more, whether or not there is one of that name.
    static Future<Long> add(SqlConnection tx, String name) {
        return SqlTemplate.forQuery(tx, ADD)
                .execute(Map.of("name", name))
                .map(rows -> rows.iterator().next().getLong("id"));
    }

    private static Future<Long> create(SqlConnection tx, SpaceForm form, @Nullable RegisteredSpace before) {
        if (before == null) {
            return add(tx, form.club());
        }
        var own = before.club().id();
        return SqlTemplate.forQuery(tx, LOCK)
                .execute(Map.of("id", own))
                .compose(_ -> SqlTemplate.forUpdate(tx, RENAME)
                        .execute(Map.of("id", own, "name", form.club(), "space", form.name())))
                .compose(renamed -> renamed.rowCount() == 1 ? Future.succeededFuture(own) : create(tx, form, null));
    }
}
