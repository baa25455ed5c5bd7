package com.openflyers.gateway.billing;

import com.openflyers.gateway.billing.Invoice.Line;
import com.openflyers.gateway.db.Parameters;
import com.openflyers.gateway.db.Rows;
import com.openflyers.gateway.http.Text;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about invoices: made once, then only read.
final class InvoiceRepository {

    /// Two nodes' clocks may differ: the day of an invoice is never before that of the number before.
    private static final String NEXT = """
               INSERT INTO invoice_counter AS c (year, last, issued_on)
               VALUES (#{year}, 1, #{day})
                   ON CONFLICT (year) DO UPDATE
                  SET last = c.last + 1, issued_on = greatest(c.issued_on, excluded.issued_on)
            RETURNING last, issued_on
            """;

    private static final String INSERT = """
            INSERT INTO invoice (number, club, cause, issued_on, due_on, seller, buyer, net_cents, vat_percent, vat_cents,
                                 total_cents, corrects)
            VALUES (#{number}, #{club}, #{cause}, #{issued_on}, #{due_on}, #{seller}, #{buyer}, #{net}, #{percent}, #{vat},
                    #{total}, #{corrects})
            """;

    private static final String INSERT_LINE = """
            INSERT INTO invoice_line (invoice, seq, french, english, cents)
            VALUES (#{invoice}, #{seq}, #{french}, #{english}, #{cents})
            """;

    private static final String COLUMNS = """
            SELECT i.number, i.club, i.cause, i.issued_on, i.due_on, i.seller, i.buyer, i.net_cents, i.vat_percent,
                   i.vat_cents, i.total_cents, i.corrects,
                   (SELECT coalesce(sum(p.cents), 0)::bigint
                      FROM payment p
                     WHERE p.invoice = i.number OR (p.method = 'credit' AND p.reference = i.number)) AS paid,
                   (SELECT jsonb_build_object('notes', coalesce(jsonb_agg(n.number ORDER BY n.issued_on, n.number), '[]'),
                                              'cents', -coalesce(sum(n.total_cents), 0),
                                              'settled', coalesce(sum((SELECT sum(p.cents)
                                                                         FROM payment p
                                                                        WHERE p.invoice = i.number
                                                                              AND p.method = 'credit'
                                                                              AND p.reference = n.number)), 0))
                      FROM invoice n
                     WHERE n.corrects = i.number) AS corrected,
                   (SELECT jsonb_agg(jsonb_build_object('french', l.french, 'english', l.english, 'cents', l.cents)
                                     ORDER BY l.seq)
                      FROM invoice_line l
                     WHERE l.invoice = i.number) AS lines
              FROM invoice i
            """;

    private static final String FIND = COLUMNS + """
             WHERE i.number = #{number}
            """;

    private static final String BY_CAUSE = COLUMNS + """
             WHERE i.cause = #{cause}
            """;

    private static final String CORRECTING = COLUMNS + """
             WHERE i.corrects = #{number}
             ORDER BY string_to_array(i.number, '-')::int[]
            """;

    /// By year and number: as text, 2026-10000 would come before 2026-9999.
    private static final String OF_CLUB = COLUMNS + """
             WHERE i.club = #{club}
             ORDER BY string_to_array(i.number, '-')::int[] DESC
            """;

    private static final String PAGE = COLUMNS + """
             WHERE (#{before}::text IS NULL
                       OR string_to_array(i.number, '-')::int[] < string_to_array(#{before}, '-')::int[])
                   AND (NOT #{open} OR i.total_cents > (SELECT coalesce(sum(p.cents), 0)
                                                          FROM payment p
                                                         WHERE p.invoice = i.number))
                   AND (NOT #{open} OR i.total_cents > 0)
             ORDER BY string_to_array(i.number, '-')::int[] DESC
             LIMIT #{limit}
            """;

    private static final String OVERDUE = COLUMNS + """
             WHERE i.due_on < #{today} AND i.total_cents > (SELECT coalesce(sum(p.cents), 0)
                                                             FROM payment p
                                                            WHERE p.invoice = i.number)
                   AND i.total_cents > 0
             ORDER BY string_to_array(i.number, '-')::int[]
            """;

    private static final String BUYER = """
            SELECT c.name, b.address
              FROM club c
                   LEFT JOIN billing_address b ON b.club = c.id
             WHERE c.id = #{club}
            """;

    /// @param seq of its year
    record Numbered(int seq, LocalDate issuedOn) {}

    /// Holds the counter until the transaction ends.
    Future<Numbered> next(SqlConnection tx, LocalDate day) {
        return SqlTemplate.forQuery(tx, NEXT)
                .mapTo(row -> new Numbered(row.getInteger("last"), row.getLocalDate("issued_on")))
                .execute(Map.of("year", day.getYear(), "day", day))
                .map(rows -> rows.iterator().next());
    }

    Future<Void> insert(SqlConnection tx, Invoice invoice) {
        var inserted = SqlTemplate.forUpdate(tx, INSERT)
                .execute(Parameters.of("number", invoice.number())
                        .and("club", invoice.club())
                        .and("cause", invoice.cause())
                        .and("issued_on", invoice.issuedOn())
                        .and("due_on", invoice.dueOn())
                        .and("seller", invoice.seller().json())
                        .and("buyer", invoice.buyer())
                        .and("net", invoice.net())
                        .and("percent", invoice.vatPercent())
                        .and("vat", invoice.vat())
                        .and("total", invoice.total())
                        .and("corrects", invoice.corrects())
                        .map())
                .<Void>mapEmpty();
        for (int i = 0; i < invoice.lines().size(); i++) {
            var line = invoice.lines().get(i);
            var values = Map.<String, Object>of(
                    "invoice", invoice.number(),
                    "seq", i + 1,
                    "french", line.what().french(),
                    "english", line.what().english(),
                    "cents", line.cents());
            inserted = inserted.compose(
                    _ -> SqlTemplate.forUpdate(tx, INSERT_LINE).execute(values).mapEmpty());
        }
        return inserted;
    }

    Future<Optional<Invoice>> find(SqlClient client, String number) {
        return query(client, FIND, Parameters.of("number", number))
                .map(found -> found.stream().findFirst());
    }

    Future<Optional<Invoice>> ofCause(SqlClient client, String cause) {
        return query(client, BY_CAUSE, Parameters.of("cause", cause))
                .map(found -> found.stream().findFirst());
    }

    /// The credit notes about an invoice.
    Future<List<Invoice>> correcting(SqlClient client, String number) {
        return query(client, CORRECTING, Parameters.of("number", number));
    }

    /// The latest first.
    Future<List<Invoice>> ofClub(SqlClient client, long club) {
        return query(client, OF_CLUB, Parameters.of("club", club));
    }

    Future<List<Invoice>> page(SqlClient client, boolean open, @Nullable String before, int limit) {
        return query(
                client, PAGE, Parameters.of("open", open).and("before", before).and("limit", limit));
    }

    Future<List<Invoice>> overdue(SqlClient client, LocalDate today) {
        return query(client, OVERDUE, Parameters.of("today", today));
    }

    /// Name and address of the club, in lines.
    Future<String> buyer(SqlClient client, long club) {
        return SqlTemplate.forQuery(client, BUYER).execute(Map.of("club", club)).map(rows -> {
            var row = rows.iterator().next();
            var address = row.getString("address");
            return address == null ? row.getString("name") : row.getString("name") + "\n" + address;
        });
    }

    private static Future<List<Invoice>> query(SqlClient client, String sql, Parameters values) {
        return SqlTemplate.forQuery(client, sql)
                .mapTo(InvoiceRepository::invoice)
                .execute(values.map())
                .map(Rows::list);
    }

    private static Invoice invoice(Row row) {
        return new Invoice(
                row.getString("number"),
                row.getLong("club"),
                row.getString("cause"),
                row.getLocalDate("issued_on"),
                row.getLocalDate("due_on"),
                Seller.of(row.getJsonObject("seller")),
                row.getString("buyer"),
                row.getLong("net_cents"),
                row.getInteger("vat_percent"),
                row.getLong("vat_cents"),
                row.getLong("total_cents"),
                row.getLong("paid"),
                row.getString("corrects"),
                corrected(row.getJsonObject("corrected")),
                row.getJsonArray("lines").stream()
                        .map(JsonObject.class::cast)
                        .map(line -> new Line(
                                new Text(line.getString("french"), line.getString("english")), line.getLong("cents")))
                        .toList());
    }

    private static Invoice.Corrected corrected(JsonObject json) {
        return new Invoice.Corrected(
                json.getJsonArray("notes").stream().map(String.class::cast).toList(),
                json.getLong("cents"),
                json.getLong("settled"));
    }
}
