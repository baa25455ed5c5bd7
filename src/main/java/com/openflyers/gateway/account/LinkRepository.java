package com.openflyers.gateway.account;

import com.openflyers.gateway.db.Rows;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The statements about links that were mailed to an account: each opens once, and the latest of a purpose only; of
/// an address, the latest to that one.
final class LinkRepository {

    enum Purpose {
        PASSWORD,
        INVITATION,
        EMAIL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param detail what it is for
    record Link(String account, Purpose purpose, JsonObject detail) {}

    private static final String KILL = """
            DELETE FROM account_token
             WHERE account = #{account} AND purpose = #{purpose} AND coalesce(detail ->> 'which', '') = #{which}
            """;

    private static final String KILL_PASSWORDS = """
            DELETE FROM account_token
             WHERE account = #{account} AND purpose <> 'email'
            """;

    private static final String AWAITED = """
            SELECT account, purpose, detail
              FROM account_token
             WHERE account = #{account} AND purpose = 'email' AND expires_at > clock_timestamp()
            """;

    private static final String KILL_ALL = """
            DELETE FROM account_token
             WHERE account = #{account}
            """;

    private static final String ADD = """
            INSERT INTO account_token (hash, account, purpose, detail, expires_at)
            VALUES (#{hash}, #{account}, #{purpose}, #{detail}, clock_timestamp() + #{lasts} * interval '1 millisecond')
            """;

    private static final String FIND = """
            SELECT account, purpose, detail
              FROM account_token
             WHERE hash = #{hash} AND expires_at > clock_timestamp()
            """;

    private static final String TAKE = """
               DELETE FROM account_token
                WHERE hash = #{hash} AND expires_at > clock_timestamp()
            RETURNING account, purpose, detail
            """;

    private static final String FORGET = """
            DELETE FROM account_token
             WHERE expires_at < clock_timestamp()
            """;

    /// Kills the former ones of its purpose, and of the same address where it is to confirm one.
    Future<Void> add(SqlConnection tx, Buffer hash, Link link, Duration lasts) {
        return SqlTemplate.forUpdate(tx, KILL)
                .execute(Map.of(
                        "account",
                        link.account(),
                        "purpose",
                        link.purpose().word(),
                        "which",
                        link.detail().getString("which", "")))
                .compose(_ -> SqlTemplate.forUpdate(tx, ADD)
                        .execute(Map.of(
                                "hash", hash,
                                "account", link.account(),
                                "purpose", link.purpose().word(),
                                "detail", link.detail(),
                                "lasts", lasts.toMillis())))
                .mapEmpty();
    }

    /// Without using it up.
    Future<Optional<Link>> find(SqlClient client, Buffer hash) {
        return SqlTemplate.forQuery(client, FIND)
                .mapTo(LinkRepository::link)
                .execute(Map.of("hash", hash))
                .map(Rows::first);
    }

    /// Of two who take it at once, one gets it.
    Future<Optional<Link>> take(SqlConnection tx, Buffer hash) {
        return SqlTemplate.forQuery(tx, TAKE)
                .mapTo(LinkRepository::link)
                .execute(Map.of("hash", hash))
                .map(Rows::first);
    }

    /// Those to addresses that have not been confirmed yet.
    Future<List<Link>> awaited(SqlClient client, String account) {
        return SqlTemplate.forQuery(client, AWAITED)
                .mapTo(LinkRepository::link)
                .execute(Map.of("account", account))
                .map(Rows::list);
    }

    /// Those that open the account; what confirms another address stays.
    Future<Void> killPasswords(SqlConnection tx, String account) {
        return SqlTemplate.forUpdate(tx, KILL_PASSWORDS)
                .execute(Map.of("account", account))
                .mapEmpty();
    }

    Future<Void> killAll(SqlConnection tx, String account) {
        return SqlTemplate.forUpdate(tx, KILL_ALL)
                .execute(Map.of("account", account))
                .mapEmpty();
    }

    Future<Void> forget(SqlClient client) {
        return client.query(FORGET).execute().mapEmpty();
    }

    private static Link link(Row row) {
        return new Link(
                row.getString("account"),
                Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                row.getJsonObject("detail"));
    }
}
