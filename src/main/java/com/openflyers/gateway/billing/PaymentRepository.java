package com.openflyers.gateway.billing;

import com.openflyers.gateway.db.Rows;
import com.openflyers.gateway.db.StoredEnum;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.List;
import java.util.Map;

/// The statements about what was paid, and what clubs were reminded of.
final class PaymentRepository {

    /// An update lock would wait for the reminders as well, which refer to the invoice.
    private static final String LOCK = """
            SELECT number
              FROM invoice
             WHERE number = #{number}
               FOR NO KEY UPDATE
            """;

    private static final String LOCK_NAME = """
            SELECT pg_advisory_xact_lock(hashtextextended(#{name}, 0))
            """;

    private static final String PAY = """
            INSERT INTO payment (invoice, cents, method, received_on, reference, reason, recorded_by)
            VALUES (#{invoice}, #{cents}, #{method}, #{received_on}, #{reference}, #{reason}, #{by})
            """;

    private static final String OF_INVOICE = """
            SELECT cents, method, received_on, reference, reason
              FROM payment
             WHERE invoice = #{invoice}
             ORDER BY received_on, id
            """;

    private static final String REMIND = """
            INSERT INTO invoice_reminder (invoice, stage)
            VALUES (#{invoice}, #{stage})
                ON CONFLICT (invoice, stage) DO NOTHING
            """;

    /// Whoever sets credit against what a club has to pay is alone at it, before any of its invoices is locked.
    Future<Void> lockSettling(SqlConnection tx, long club) {
        return SqlTemplate.forQuery(tx, LOCK_NAME)
                .execute(Map.of("name", "settling/" + club))
                .mapEmpty();
    }

    /// Whoever corrects an invoice is alone at it. Before the counter.
    Future<Void> lockCorrecting(SqlConnection tx, String invoice) {
        return SqlTemplate.forQuery(tx, LOCK_NAME)
                .execute(Map.of("name", "correcting/" + invoice))
                .mapEmpty();
    }

    /// Payments of one invoice come one after the other.
    Future<Void> lock(SqlConnection tx, String invoice) {
        return SqlTemplate.forQuery(tx, LOCK).execute(Map.of("number", invoice)).mapEmpty();
    }

    Future<Void> pay(SqlConnection tx, String invoice, Payment payment, String by) {
        return SqlTemplate.forUpdate(tx, PAY)
                .execute(Map.of(
                        "invoice", invoice,
                        "cents", payment.cents(),
                        "method", StoredEnum.word(payment.method()),
                        "received_on", payment.receivedOn(),
                        "reference", payment.reference(),
                        "reason", payment.reason(),
                        "by", by))
                .mapEmpty();
    }

    Future<List<Payment>> ofInvoice(SqlClient client, String invoice) {
        return SqlTemplate.forQuery(client, OF_INVOICE)
                .mapTo(row -> new Payment(
                        row.getLong("cents"),
                        StoredEnum.constant(Payment.Method.class, row.getString("method")),
                        row.getLocalDate("received_on"),
                        row.getString("reference"),
                        row.getString("reason")))
                .execute(Map.of("invoice", invoice))
                .map(Rows::list);
    }

    /// @return whether nobody has been reminded at that stage
    Future<Boolean> remind(SqlConnection tx, String invoice, int stage) {
        return SqlTemplate.forUpdate(tx, REMIND)
                .execute(Map.of("invoice", invoice, "stage", stage))
                .map(added -> added.rowCount() == 1);
    }
}
