package com.openflyers.gateway.account;

import com.openflyers.gateway.db.Rows;
import com.openflyers.gateway.http.Text;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.Map;
import java.util.Optional;

/// Where the post for a club goes, in lines: what the law wants on its invoices besides its name.
public final class PostalAddresses {

    private static final int LONGEST = 500;

    private static final Text FAULT = new Text(
            "Écrivez l’adresse postale du club (500 caractères au plus) : elle figure sur les factures.",
            "Type the club’s postal address (500 characters at most): it goes onto invoices.");

    private static final String FIND = """
            SELECT address
              FROM billing_address
             WHERE club = #{club}
            """;

    private static final String WRITE = """
            INSERT INTO billing_address AS b (club, address)
            VALUES (#{club}, #{address})
                ON CONFLICT (club) DO UPDATE
               SET address = excluded.address
             WHERE b.address <> excluded.address
            """;

    /// What was typed, without blanks that nobody sees.
    public static String clean(String typed) {
        return typed.replaceAll("[^\\S\\n]+", " ")
                .replaceAll(" ?\\n[\\n ]*", "\n")
                .strip();
    }

    /// What is wrong with a clean one; empty if it may stand on an invoice.
    public static Optional<Text> fault(String address) {
        return address.length() > LONGEST || !Legible.isText(address) ? Optional.of(FAULT) : Optional.empty();
    }

    /// Empty if the club has never said one.
    public Future<String> find(SqlClient client, long club) {
        return SqlTemplate.forQuery(client, FIND)
                .mapTo(row -> row.getString("address"))
                .execute(Map.of("club", club))
                .map(rows -> Rows.first(rows).orElse(""));
    }

    /// @return whether it was another one
    public Future<Boolean> write(SqlConnection tx, long club, String address) {
        return SqlTemplate.forUpdate(tx, WRITE)
                .execute(Map.of("club", club, "address", address))
                .map(written -> written.rowCount() == 1);
    }
}
