package com.openflyers.gateway.billing;

import com.openflyers.gateway.billing.SetUpPackage.State;
import com.openflyers.gateway.db.Parameters;
import com.openflyers.gateway.db.Rows;
import com.openflyers.gateway.db.StoredEnum;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about set-up packages.
final class SetUpRepository {

    /// What a statement about the club's packages finds stays so until the transaction ends. Rows that only refer to
    /// the club, such as an invoice of another transaction, need not wait.
    private static final String LOCK_CLUB = """
            SELECT id
              FROM club
             WHERE id = #{club}
               FOR NO KEY UPDATE
            """;

    /// By the clock that also stamps the migration it may come with.
    private static final String ORDER = """
            INSERT INTO set_up_package (club, wishes, state, ordered_by, ordered_at, changed_at)
            SELECT #{club}::bigint, #{wishes}::text, 'ordered', #{by}::text, clock_timestamp(), clock_timestamp()
             WHERE NOT EXISTS (SELECT
                                 FROM set_up_package
                                WHERE club = #{club} AND state = 'accepted')
                ON CONFLICT (club) WHERE state IN ('ordered', 'quoted') DO NOTHING
            """;

    private static final String COLUMNS = """
            SELECT p.id, p.club, c.name AS club_name, p.wishes, p.state, p.ordered_by, p.ordered_at, p.cents, p.changed_at,
                   p.invoice
              FROM set_up_package p
                   JOIN club c ON c.id = p.club
            """;

    private static final String FIND = COLUMNS + """
             WHERE p.id = #{id}
            """;

    private static final String LOCK = COLUMNS + """
             WHERE p.id = #{id}
               FOR UPDATE OF p
            """;

    private static final String OF_CLUB = COLUMNS + """
             WHERE p.club = #{club}
             ORDER BY p.id DESC
            """;

    private static final String PAGE = COLUMNS + """
             WHERE #{state}::text IS NULL OR p.state = #{state}
             ORDER BY p.id DESC
             LIMIT #{limit}
            """;

    private static final String CHANGE = """
            UPDATE set_up_package
               SET state = #{next}, cents = #{cents}, invoice = #{invoice}, changed_at = clock_timestamp()
             WHERE id = #{id} AND state = #{before}
            """;

    /// Before any package of the club's: whoever orders one, accepts one or merges the club waits.
    Future<Void> lockClub(SqlConnection tx, long club) {
        return SqlTemplate.forQuery(tx, LOCK_CLUB).execute(Map.of("club", club)).mapEmpty();
    }

    /// For those who hold the club: an accepted one is seen only once its transaction is over.
    ///
    /// @return false if the club has one under way
    Future<Boolean> order(SqlConnection tx, long club, String wishes, String by) {
        return SqlTemplate.forUpdate(tx, ORDER)
                .execute(Map.of("club", club, "wishes", wishes, "by", by))
                .map(added -> added.rowCount() == 1);
    }

    Future<Optional<SetUpPackage>> find(SqlClient client, long id) {
        return query(client, FIND, Parameters.of("id", id))
                .map(found -> found.stream().findFirst());
    }

    Future<Optional<SetUpPackage>> lock(SqlConnection tx, long id) {
        return query(tx, LOCK, Parameters.of("id", id))
                .map(found -> found.stream().findFirst());
    }

    /// The latest first.
    Future<List<SetUpPackage>> ofClub(SqlClient client, long club) {
        return query(client, OF_CLUB, Parameters.of("club", club));
    }

    Future<List<SetUpPackage>> page(SqlClient client, @Nullable State state, int limit) {
        return query(
                client,
                PAGE,
                Parameters.of("state", state == null ? null : StoredEnum.word(state))
                        .and("limit", limit));
    }

    Future<Void> change(
            SqlConnection tx, SetUpPackage before, State next, @Nullable Long cents, @Nullable String invoice) {
        return SqlTemplate.forUpdate(tx, CHANGE)
                .execute(Parameters.of("id", before.id())
                        .and("before", StoredEnum.word(before.state()))
                        .and("next", StoredEnum.word(next))
                        .and("cents", cents)
                        .and("invoice", invoice)
                        .map())
                .compose(changed -> changed.rowCount() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(new IllegalStateException("the package changed while it was locked")));
    }

    private static Future<List<SetUpPackage>> query(SqlClient client, String sql, Parameters values) {
        return SqlTemplate.forQuery(client, sql)
                .mapTo(SetUpRepository::from)
                .execute(values.map())
                .map(Rows::list);
    }

    private static SetUpPackage from(Row row) {
        return new SetUpPackage(
                row.getLong("id"),
                row.getLong("club"),
                row.getString("club_name"),
                row.getString("wishes"),
                StoredEnum.constant(State.class, row.getString("state")),
                row.getString("ordered_by"),
                row.getOffsetDateTime("ordered_at").toInstant(),
                Optional.ofNullable(row.getLong("cents")),
                row.getOffsetDateTime("changed_at").toInstant(),
                Optional.ofNullable(row.getString("invoice")));
    }
}
