package com.openflyers.gateway.billing;

import com.openflyers.gateway.billing.Invoice.Line;
import com.openflyers.gateway.db.Rows;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.registry.Club;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.List;
import java.util.Map;

/// The statements about clubs without a postal address, and what is to be invoiced to them.
final class WaitingInvoiceRepository {

    private static final String ADD = """
            INSERT INTO waiting_invoice (club, cause, lines, corrects)
            VALUES (#{club}, #{cause}, #{lines}, #{corrects})
                ON CONFLICT (cause) DO NOTHING
            """;

    /// Also behind what waits although the address is known by now: a credit note comes after its invoice.
    private static final String MUST_WAIT = """
            SELECT NOT EXISTS (SELECT 1 FROM billing_address WHERE club = #{club})
                   OR EXISTS (SELECT 1 FROM waiting_invoice WHERE club = #{club}) AS must
            """;

    private static final String READY = """
            SELECT DISTINCT w.club
              FROM waiting_invoice w
                   JOIN billing_address b ON b.club = w.club
             ORDER BY w.club
            """;

    /// Before its rows, as whoever merges clubs has them.
    private static final String LOCK_CLUB = """
            SELECT id
              FROM club
             WHERE id = #{club}
               FOR KEY SHARE
            """;

    private static final String TAKE = """
               DELETE FROM waiting_invoice
                WHERE club = #{club}
            RETURNING id, club, cause, lines, corrects
            """;

    private static final String LACKING = """
            SELECT c.id, c.name, count(w.id) AS waiting,
                   (SELECT coalesce(jsonb_agg(s.name ORDER BY s.name), '[]')
                      FROM space s
                     WHERE s.club = c.id AND s.state = 'active') AS spaces,
                   coalesce(sum((SELECT sum((line ->> 'cents')::bigint)
                                   FROM jsonb_array_elements(w.lines) AS line)), 0)::bigint AS cents
              FROM club c
                   LEFT JOIN waiting_invoice w ON w.club = c.id
             WHERE NOT EXISTS (SELECT 1 FROM billing_address b WHERE b.club = c.id)
                   AND (#{club} = 0 OR c.id = #{club})
                   AND (w.id IS NOT NULL
                        OR EXISTS (SELECT 1
                                     FROM space s
                                    WHERE s.club = c.id AND s.state = 'active' AND s.kind = 'production'))
             GROUP BY c.id, c.name
             ORDER BY count(w.id) DESC, c.name, c.id
             LIMIT #{limit}
            """;

    Future<Boolean> mustWait(SqlClient client, long club) {
        return SqlTemplate.forQuery(client, MUST_WAIT)
                .execute(Map.of("club", club))
                .map(rows -> rows.iterator().next().getBoolean("must"));
    }

    /// What waits for this cause already stays as it is.
    Future<Void> add(SqlConnection tx, long club, String cause, List<Line> lines, List<String> corrects) {
        var json = new JsonArray();
        lines.forEach(line -> json.add(line.json()));
        return SqlTemplate.forUpdate(tx, ADD)
                .execute(Map.of(
                        "club", club, "cause", cause, "lines", json, "corrects", corrects.toArray(String[]::new)))
                .mapEmpty();
    }

    /// Clubs whose invoices need not wait any more.
    Future<List<Long>> ready(SqlClient client) {
        return SqlTemplate.forQuery(client, READY)
                .mapTo(row -> row.getLong("club"))
                .execute(Map.of())
                .map(Rows::list);
    }

    /// All of the club, in their order, for whoever makes the invoices in this transaction.
    Future<List<WaitingInvoice>> take(SqlConnection tx, long club) {
        return SqlTemplate.forQuery(tx, LOCK_CLUB)
                .execute(Map.of("club", club))
                .compose(_ -> SqlTemplate.forQuery(tx, TAKE)
                        .mapTo(WaitingInvoiceRepository::waiting)
                        .execute(Map.of("club", club)))
                .map(rows -> Rows.stream(rows)
                        .sorted((one, other) -> Long.compare(one.id(), other.id()))
                        .toList());
    }

    /// Those with most to be invoiced first.
    ///
    /// @param club 0 for all
    Future<List<Unaddressed>> lacking(SqlClient client, long club, int limit) {
        return SqlTemplate.forQuery(client, LACKING)
                .mapTo(row -> new Unaddressed(
                        new Club(row.getLong("id"), row.getString("name")),
                        row.getJsonArray("spaces").stream()
                                .map(String.class::cast)
                                .toList(),
                        row.getLong("waiting"),
                        row.getLong("cents")))
                .execute(Map.of("club", club, "limit", limit))
                .map(Rows::list);
    }

    private static WaitingInvoice waiting(Row row) {
        return new WaitingInvoice(
                row.getLong("id"),
                row.getLong("club"),
                row.getString("cause"),
                row.getJsonArray("lines").stream()
                        .map(JsonObject.class::cast)
                        .map(line -> new Line(
                                new Text(line.getString("text"), line.getString("english")), line.getLong("cents")))
                        .toList(),
                List.of(row.getArrayOfStrings("corrects")));
    }
}
