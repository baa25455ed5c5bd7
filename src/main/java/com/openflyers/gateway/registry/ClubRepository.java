package com.openflyers.gateway.registry;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.Map;

/// The statements about the clubs of new spaces.
final class ClubRepository {

    /// Anybody may sign up under a club's name, so a name alone is no proof: only a club that operators know is
    /// joined, and only by a space that has the club e-mail of one of its spaces, as far as there are any. A club
    /// that was merged is found as what it has become. Looks at the name again after it waited for somebody who was
    /// about to change it.
    private static final String FIND = """
            SELECT owner.id
              FROM club c
                   JOIN club owner ON owner.id = coalesce(c.merged_into, c.id)
             WHERE c.name = #{name} AND owner.registered
                   AND (NOT EXISTS (SELECT FROM space WHERE club = owner.id)
                        OR EXISTS (SELECT
                                     FROM space
                                    WHERE club = owner.id AND lower(club_email) = lower(#{email})))
             ORDER BY c.id
             LIMIT 1
               FOR SHARE OF c
            """;

    private static final String ADD = """
               INSERT INTO club (name, registered)
               VALUES (#{name}, #{registered})
            RETURNING id
            """;

    private ClubRepository() {}

    /// The id of the club that a new space is of: the operators' one that the form names, or else a new one.
    static Future<Long> of(SqlConnection tx, SpaceForm form) {
        return SqlTemplate.forQuery(tx, FIND)
                .execute(Map.of("name", form.club(), "email", form.contact().clubEmail()))
                .compose(rows -> {
                    var found = rows.iterator();
                    return found.hasNext()
                            ? Future.succeededFuture(found.next().getLong("id"))
                            : add(tx, form.club(), true);
                });
    }

    /// One more, whether or not there is one of that name.
    ///
    /// @param registered by operators
    static Future<Long> add(SqlConnection tx, String name, boolean registered) {
        return SqlTemplate.forQuery(tx, ADD)
                .execute(Map.of("name", name, "registered", registered))
                .map(rows -> rows.iterator().next().getLong("id"));
    }
}
