package com.openflyers.gateway.billing;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.mail.Attachment;
import com.openflyers.gateway.mail.Attachments;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Invoices as files, for mails and to download. Any thread may ask; one worker makes those of mails and one those of
/// readers, each one after the other: however often somebody downloads, no mail waits for it.
///
/// Readers wait for a file, and no more than a few at once over all clubs and operators: whoever comes then is told to
/// come again, and nobody is left in a queue that only grows.
public final class InvoiceFiles implements Attachments {

    /// Makes the bytes of a file, and takes its time.
    @FunctionalInterface
    interface Maker {
        byte[] of(Invoice invoice, Language language);
    }

    /// What became of the wish for a file.
    public sealed interface Download {

        record Made(Attachment file) implements Download {}

        /// @param problem what to tell the reader
        record NotNow(Problem problem) implements Download {}
    }

    /// Files of readers that are in the making or waited for.
    static final int MOST = 8;

    /// More than a hundred times what one takes; by then the reader wonders.
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Text INVOICE = new Text("facture", "invoice");
    private static final Text CREDIT = new Text("avoir", "credit-note");
    private static final Text FULL = new Text(
            "Plusieurs factures sont déjà en cours de mise en page. Redemandez celle-ci dans quelques secondes ; d’ici là, elle se lit et s’imprime sur sa page.",
            "Several invoices are being laid out already. Ask for this one again in a few seconds; until then, its page can be read and printed.");
    private static final Text LATE = new Text(
            "La mise en page de cette facture prend trop de temps. Réessayez dans une minute ; d’ici là, elle se lit et s’imprime sur sa page.",
            "Laying this invoice out takes too long. Try again in a minute; until then, its page can be read and printed.");

    private final Database database;
    private final Invoices invoices;
    private final Maker maker;
    private final Duration patience;
    private final Semaphore places = new Semaphore(MOST);
    private final WorkerExecutor forMails;
    private final WorkerExecutor forReaders;

    InvoiceFiles(Vertx vertx, Database database, Invoices invoices, Maker maker, Duration patience) {
        this.database = database;
        this.invoices = invoices;
        this.maker = maker;
        this.patience = patience;
        forMails = vertx.createSharedWorkerExecutor("invoice-pdf-mail", 1);
        forReaders = vertx.createSharedWorkerExecutor("invoice-pdf", 1);
    }

    /// To download. Fails only where the maker does.
    public Future<Download> download(Invoice invoice, Language language) {
        if (!places.tryAcquire()) {
            return Future.succeededFuture(
                    new Download.NotNow(Problem.of(Cause.OVERLOADED).saying(FULL)));
        }
        return of(invoice, language, forReaders)
                // When it is made, not when its reader has gone: the worker has still to do it.
                .onComplete(_ -> places.release())
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .<Download>map(Download.Made::new)
                .recover(failure -> failure instanceof TimeoutException
                        ? Future.succeededFuture(late())
                        : Future.failedFuture(failure));
    }

    private static Download late() {
        return new Download.NotNow(Problem.of(Cause.UNAVAILABLE).saying(LATE).retryAfter(Duration.ofMinutes(1)));
    }

    private Future<Attachment> of(Invoice invoice, Language language, WorkerExecutor worker) {
        var name = (invoice.isCredit() ? CREDIT : INVOICE).in(language) + "-" + invoice.number() + ".pdf";
        return worker.executeBlocking(() -> Buffer.buffer(maker.of(invoice, language)), false)
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
