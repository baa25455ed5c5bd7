package com.openflyers.gateway.billing;

import com.openflyers.gateway.billing.Invoice.Line;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;

/// Credit notes that operators make for what is wrong with an invoice, which itself never changes.
public final class Corrections {

    /// What became of a wish to give something back.
    public sealed interface Credited {

        /// @param note that was made, or had been for the same amount and reason
        record Made(Invoice note) implements Credited {}

        record Unknown() implements Credited {}

        /// Credit notes are not corrected.
        record OfCredit() implements Credited {}

        /// More than what the invoice and its former credit notes leave.
        ///
        /// @param most in cents, without VAT
        record TooMuch(long most) implements Credited {}
    }

    private final InvoiceRepository rows = new InvoiceRepository();
    private final PaymentRepository money = new PaymentRepository();
    private final Invoices invoices;
    private final BillingMail mail;
    private final InstantSource clock;

    Corrections(Invoices invoices, BillingMail mail, InstantSource clock) {
        this.invoices = invoices;
        this.mail = mail;
        this.clock = clock;
    }

    /// Gives back an invoice or a part of it. The same amount for the same reason is given back once.
    ///
    /// @param net    in cents, without VAT; empty for all that is left
    /// @param reason which the club reads on the credit note
    public Future<Credited> credit(SqlConnection tx, String number, OptionalLong net, String reason) {
        return money.lockCorrecting(tx, number)
                .compose(_ -> rows.find(tx, number))
                .compose(found -> {
                    if (found.isEmpty()) {
                        return Future.succeededFuture(new Credited.Unknown());
                    }
                    return found.get().isCredit()
                            ? Future.succeededFuture(new Credited.OfCredit())
                            : rows.correcting(tx, number).compose(notes -> credit(tx, found.get(), notes, net, reason));
                });
    }

    private Future<Credited> credit(
            SqlConnection tx, Invoice invoice, List<Invoice> notes, OptionalLong net, String reason) {
        var cause = "correction of " + invoice.number() + ", "
                + (net.isPresent() ? net.getAsLong() + " cents" : "all that is left") + ": " + reason;
        var same = notes.stream().filter(note -> note.cause().equals(cause)).findFirst();
        if (same.isPresent()) {
            return Future.succeededFuture(new Credited.Made(same.get()));
        }
        var left = invoice.net() + notes.stream().mapToLong(Invoice::net).sum();
        var wanted = net.orElse(left);
        if (wanted <= 0 || wanted > left) {
            return Future.succeededFuture(new Credited.TooMuch(Math.max(0, left)));
        }
        // The last one takes what roundings have left.
        var vat = wanted == left
                ? invoice.vat() + notes.stream().mapToLong(Invoice::vat).sum()
                : Money.vat(wanted, invoice.vatPercent());
        var lines = List.of(new Line(Lines.correction(invoice, reason), -wanted));
        var note = new Invoices.Wanted(cause, lines, invoice.vatPercent(), -vat, invoice.number(), true);
        return invoices.issue(tx, invoice.club(), note, LocalDate.ofInstant(clock.instant(), Subscriptions.PARIS))
                .compose(made -> mail.invoiceToClub(tx, made).map(new Credited.Made(made)));
    }
}
