package com.openflyers.gateway.billing;

import com.openflyers.gateway.account.PostalAddresses;
import com.openflyers.gateway.billing.Invoice.Line;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The invoices of all clubs, with what was paid on them.
public final class Invoices {

    /// What became of a payment that somebody wanted to take down.
    public sealed interface Paid {

        /// @param invoice as it is now
        record Recorded(Invoice invoice) implements Paid {}

        record Unknown() implements Paid {}

        /// That transfer or cheque is there already.
        record KnownBefore() implements Paid {}

        /// More than what is still to be paid: somebody has to look.
        ///
        /// @param remainder in cents
        record TooMuch(long remainder) implements Paid {}
    }

    private final InvoiceRepository rows = new InvoiceRepository();
    private final PaymentRepository money = new PaymentRepository();
    private final PostalAddresses addresses = new PostalAddresses();
    private final BillingSettings settings;

    Invoices(BillingSettings settings) {
        this.settings = settings;
    }

    public Future<Optional<Invoice>> find(SqlClient client, String number) {
        return rows.find(client, number);
    }

    /// The latest first.
    public Future<List<Invoice>> ofClub(SqlClient client, long club) {
        return rows.ofClub(client, club);
    }

    /// By number, the highest first.
    ///
    /// @param open   only those that are not paid
    /// @param before only lower numbers; null for the first page
    public Future<List<Invoice>> page(SqlClient client, boolean open, @Nullable String before, int limit) {
        return rows.page(client, open, before, limit);
    }

    public Future<List<Payment>> payments(SqlClient client, String number) {
        return money.ofInvoice(client, number);
    }

    /// Where invoices of the club go; empty if it has never said.
    Future<String> address(SqlClient client, long club) {
        return addresses.find(client, club);
    }

    public Future<Void> address(SqlConnection tx, long club, String address) {
        return addresses.write(tx, club, address).mapEmpty();
    }

    /// Makes an invoice, or a credit note, under the next number of its year; or finds the one that was made for this
    /// cause. Called last: the counter is held from here to the commit.
    ///
    /// @param lines without VAT
    Future<Invoice> issue(SqlConnection tx, long club, String cause, List<Line> lines, LocalDate day) {
        return rows.ofCause(tx, cause)
                .compose(known -> known.isPresent()
                        ? Future.succeededFuture(known.get())
                        : rows.buyer(tx, club)
                                .compose(buyer -> rows.next(tx, day)
                                        .compose(number -> insert(tx, made(number, club, cause, buyer, lines)))));
    }

    /// Likewise, if there is anything to pay or to give back.
    Future<Optional<Invoice>> charge(SqlConnection tx, long club, String cause, List<Line> lines, LocalDate day) {
        var charged = lines.stream().filter(line -> line.cents() != 0).toList();
        return charged.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : issue(tx, club, cause, charged, day).map(Optional::of);
    }

    private Invoice made(InvoiceRepository.Numbered number, long club, String cause, String buyer, List<Line> lines) {
        var net = lines.stream().mapToLong(Line::cents).sum();
        var vat = Money.vat(net, settings.vatPercent());
        var day = number.issuedOn();
        return new Invoice(
                "%d-%04d".formatted(day.getYear(), number.seq()),
                club,
                cause,
                day,
                day.plusDays(settings.payWithin()),
                settings.seller(),
                buyer,
                net,
                settings.vatPercent(),
                vat,
                net + vat,
                0,
                lines);
    }

    private Future<Invoice> insert(SqlConnection tx, Invoice invoice) {
        return rows.insert(tx, invoice)
                .compose(_ -> rows.ofClub(tx, invoice.club()))
                .compose(all -> settle(tx, all.reversed()))
                .compose(_ -> rows.find(tx, invoice.number()))
                .map(Optional::orElseThrow);
    }

    /// Sets what credit notes have left against what is still to be paid, the oldest first.
    private Future<Void> settle(SqlConnection tx, List<Invoice> all) {
        var credit = all.stream().filter(invoice -> invoice.leftOver() > 0).findFirst();
        var open = all.stream().filter(invoice -> invoice.remainder() > 0).findFirst();
        if (credit.isEmpty() || open.isEmpty()) {
            return Future.succeededFuture();
        }
        return locked(tx, open.get().number()).map(Optional::orElseThrow).compose(now -> {
            var cents = Math.min(now.remainder(), credit.get().leftOver());
            if (cents == 0) {
                return Future.succeededFuture();
            }
            var by = credit.get();
            var payment = new Payment(cents, Payment.Method.CREDIT, by.issuedOn(), by.number());
            return money.pay(tx, now.number(), payment, "credit note")
                    .compose(_ -> rows.ofClub(tx, now.club()))
                    .compose(again -> settle(tx, again.reversed()));
        });
    }

    /// Takes down money that came in.
    ///
    /// @param by who says so
    public Future<Paid> pay(SqlConnection tx, String number, Payment payment, String by) {
        return locked(tx, number).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(new Paid.Unknown());
            }
            return money.ofInvoice(tx, number).compose(before -> {
                if (before.stream().anyMatch(known -> isSame(known, payment))) {
                    return Future.<Paid>succeededFuture(new Paid.KnownBefore());
                }
                var remainder = found.get().remainder();
                if (payment.cents() > remainder) {
                    return Future.<Paid>succeededFuture(new Paid.TooMuch(remainder));
                }
                return money.pay(tx, number, payment, by)
                        .compose(_ -> rows.find(tx, number))
                        .map(after -> new Paid.Recorded(after.orElseThrow()));
            });
        });
    }

    private Future<Optional<Invoice>> locked(SqlConnection tx, String number) {
        return money.lock(tx, number).compose(_ -> rows.find(tx, number));
    }

    private static boolean isSame(Payment one, Payment other) {
        return one.method() == other.method() && one.reference().equals(other.reference());
    }

    Future<List<Invoice>> overdue(SqlClient client, LocalDate today) {
        return rows.overdue(client, today);
    }

    /// @return whether nobody has been reminded at that stage
    Future<Boolean> remind(SqlConnection tx, String number, int stage) {
        return money.remind(tx, number, stage);
    }
}
