package com.openflyers.gateway.billing;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.mail.Attachment;
import com.openflyers.gateway.mail.Attachments;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;

/// Invoices as files, for mails and to download. Any thread may ask; one worker makes those of mails and one those of
/// readers, each one after the other: however often somebody downloads, no mail waits for it.
public final class InvoiceFiles implements Attachments {

    private static final Text INVOICE = new Text("facture", "invoice");
    private static final Text CREDIT = new Text("avoir", "credit-note");

    private final Database database;
    private final Invoices invoices;
    private final InvoicePdf pdf = new InvoicePdf();
    private final WorkerExecutor forMails;
    private final WorkerExecutor forReaders;

    InvoiceFiles(Vertx vertx, Database database, Invoices invoices) {
        this.database = database;
        this.invoices = invoices;
        forMails = vertx.createSharedWorkerExecutor("invoice-pdf-mail", 1);
        forReaders = vertx.createSharedWorkerExecutor("invoice-pdf", 1);
    }

    /// To download.
    public Future<Attachment> of(Invoice invoice, Language language) {
        return of(invoice, language, forReaders);
    }

    private Future<Attachment> of(Invoice invoice, Language language, WorkerExecutor worker) {
        var name = (invoice.isCredit() ? CREDIT : INVOICE).in(language) + "-" + invoice.number() + ".pdf";
        return worker.executeBlocking(() -> Buffer.buffer(pdf.of(invoice, language)), false)
                .map(Objects::requireNonNull)
                .map(content -> new Attachment(name, "application/pdf", content));
    }

    /// @param number of the invoice
    @Override
    public Future<Attachment> make(String number, Language language) {
        return invoices.find(database.pool(), number)
                .compose(found -> found.isPresent()
                        ? of(found.get(), language, forMails)
                        : Future.failedFuture(new IllegalStateException("there is no invoice " + number)));
    }
}
