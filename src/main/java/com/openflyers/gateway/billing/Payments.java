package com.openflyers.gateway.billing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;

/// What has come in for invoices, and what credit notes pay of them.
public final class Payments {

    /// What became of a payment that somebody wanted to take down.
    public sealed interface Paid {

        /// @param invoice as it is now
        record Recorded(Invoice invoice) implements Paid {}

        record Unknown() implements Paid {}

        /// That transfer or cheque is there already.
        record KnownBefore() implements Paid {}

        /// More than what is still to be paid, or than what was paid and can be taken back: somebody has to look.
        ///
        /// @param most in cents
        record TooMuch(long most) implements Paid {}
    }

    private final InvoiceRepository rows = new InvoiceRepository();
    private final PaymentRepository money = new PaymentRepository();

    Payments() {}

    public Future<List<Payment>> ofInvoice(SqlClient client, String number) {
        return money.ofInvoice(client, number);
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
                if (stillPaid(before, payment) > 0) {
                    return Future.<Paid>succeededFuture(new Paid.KnownBefore());
                }
                var remainder = found.get().remainder();
                return payment.cents() > remainder
                        ? Future.<Paid>succeededFuture(new Paid.TooMuch(remainder))
                        : record(tx, number, payment, by);
            });
        });
    }

    /// Takes back what was recorded of a transfer or a cheque, or a part of it: it has bounced, or was mistyped.
    ///
    /// @param reversal below zero
    /// @param by       who says so
    public Future<Paid> reverse(SqlConnection tx, String number, Payment reversal, String by) {
        return rows.find(tx, number).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(new Paid.Unknown());
            }
            var club = found.get().club();
            return money.lockSettling(tx, club)
                    .compose(_ -> money.lock(tx, number))
                    .compose(_ -> money.ofInvoice(tx, number))
                    .compose(before -> {
                        if (before.contains(reversal)) {
                            return Future.<Paid>succeededFuture(new Paid.KnownBefore());
                        }
                        var paid = stillPaid(before, reversal);
                        return paid + reversal.cents() < 0
                                ? Future.<Paid>succeededFuture(new Paid.TooMuch(paid))
                                : money.pay(tx, number, reversal, by)
                                        .compose(_ -> settleLocked(tx, club))
                                        .compose(_ -> recorded(tx, number));
                    });
        });
    }

    private Future<Paid> record(SqlConnection tx, String number, Payment payment, String by) {
        return money.pay(tx, number, payment, by).compose(_ -> recorded(tx, number));
    }

    private Future<Paid> recorded(SqlConnection tx, String number) {
        return rows.find(tx, number).map(after -> new Paid.Recorded(after.orElseThrow()));
    }

    /// What has come in by that transfer or cheque and was not taken back.
    private static long stillPaid(List<Payment> payments, Payment same) {
        return payments.stream()
                .filter(known -> known.isOf(same))
                .mapToLong(Payment::cents)
                .sum();
    }

    /// @return whether nobody has been reminded at that stage
    Future<Boolean> remind(SqlConnection tx, String number, int stage) {
        return money.remind(tx, number, stage);
    }

    /// Sets a new credit note against what it corrects, which is first of all not to be paid any more, then what it
    /// has left against anything else.
    Future<Void> setAgainstCorrected(SqlConnection tx, Invoice credit) {
        var corrects = credit.corrects();
        return money.lockSettling(tx, credit.club())
                .compose(_ -> corrects == null
                        ? Future.succeededFuture()
                        : locked(tx, corrects).map(Optional::orElseThrow).compose(now -> setAgainst(tx, now, credit)))
                .compose(_ -> settleLocked(tx, credit.club()));
    }

    private Future<Void> setAgainst(SqlConnection tx, Invoice open, Invoice credit) {
        var cents = Math.min(open.remainder(), credit.leftOver());
        if (cents == 0 || open.club() != credit.club()) {
            return Future.succeededFuture();
        }
        var payment = new Payment(cents, Payment.Method.CREDIT, credit.issuedOn(), credit.number());
        return money.pay(tx, open.number(), payment, "credit note");
    }

    /// Sets what credit notes of the club have left against what is still to be paid, the oldest first.
    Future<Void> settle(SqlConnection tx, long club) {
        return money.lockSettling(tx, club).compose(_ -> settleLocked(tx, club));
    }

    private Future<Void> settleLocked(SqlConnection tx, long club) {
        return rows.ofClub(tx, club).compose(latestFirst -> {
            var all = latestFirst.reversed();
            var credit = all.stream().filter(invoice -> invoice.leftOver() > 0).findFirst();
            var open = all.stream().filter(invoice -> invoice.remainder() > 0).findFirst();
            if (credit.isEmpty() || open.isEmpty()) {
                return Future.succeededFuture();
            }
            // Money may have come in for it since, which leaves nothing to set credit against: then the next one.
            return locked(tx, open.get().number())
                    .map(Optional::orElseThrow)
                    .compose(now -> setAgainst(tx, now, credit.get()))
                    .compose(_ -> settleLocked(tx, club));
        });
    }

    private Future<Optional<Invoice>> locked(SqlConnection tx, String number) {
        return money.lock(tx, number).compose(_ -> rows.find(tx, number));
    }
}
