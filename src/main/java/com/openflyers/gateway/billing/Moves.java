package com.openflyers.gateway.billing;

import com.openflyers.gateway.billing.Invoice.Line;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.route.Space.Kind;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What it costs that a space goes to another version, and what the way back gives back. In the transaction of the
/// switch, under the locks that [Subscriptions] names.
final class Moves {

    private final SubscriptionRepository rows;
    private final Spaces spaces;
    private final Invoices invoices;
    private final Renewals renewals;
    private final BillingMail mail;

    Moves(SubscriptionRepository rows, Spaces spaces, Invoices invoices, Renewals renewals, BillingMail mail) {
        this.rows = rows;
        this.spaces = spaces;
        this.invoices = invoices;
        this.renewals = renewals;
        this.mail = mail;
    }

    /// The price of the other version holds from now on: an invoice for the surplus by the day, and for what the club
    /// has accepted to pay for the migration itself. Nothing for a test space beyond that.
    Future<Void> moved(SqlConnection tx, Move move) {
        return change(tx, move, 1);
    }

    /// The former price holds again: a credit note for the days to come, and for the migration that came to nothing.
    Future<Void> movedBack(SqlConnection tx, Move move) {
        return change(tx, move, -1);
    }

    private Future<Void> change(SqlConnection tx, Move move, int sign) {
        var day = LocalDate.ofInstant(move.at(), Subscriptions.PARIS);
        return rows.lock(tx, move.space())
                .compose(_ -> spaces.find(tx, move.space()))
                .compose(found -> {
                    if (found.isEmpty()) {
                        return Future.succeededFuture();
                    }
                    var space = found.get();
                    var paid = new ArrayList<Line>();
                    if (move.cents() > 0) {
                        paid.add(new Line(Lines.migration(space.host(), move, sign), sign * move.cents()));
                    }
                    var surplus = space.kind() == Kind.PRODUCTION
                            ? surplus(tx, space, move, day, sign)
                            : Future.succeededFuture(List.<Line>of());
                    return surplus.compose(lines -> {
                        paid.addAll(lines);
                        var cause = move.cause() + (sign > 0 ? "" : " undone");
                        // What the way back gives back was charged by the switch, or with the year.
                        var year = "subscription " + space.name() + " " + day.getYear();
                        return invoices.charge(tx, space.club().id(), cause, paid, day, move.cause(), year)
                                .compose(invoice -> invoice.isPresent()
                                        ? mail.invoice(tx, space, invoice.get())
                                        : Future.succeededFuture());
                    });
                });
    }

    private Future<List<Line>> surplus(SqlConnection tx, RegisteredSpace space, Move move, LocalDate day, int sign) {
        return renewals.adopt(tx, space, move.from(), day)
                .compose(_ -> rows.find(tx, space.name()))
                .compose(found -> {
                    if (found.isEmpty()) {
                        return Future.succeededFuture(List.<Line>of());
                    }
                    var before = found.get();
                    return priceAfter(tx, move, day, sign).compose(price -> {
                        var yearly = price.orElse(before.yearly());
                        // Not a year that the renewal has still to invoice: it will, at the new price.
                        var billed = before.billedYear() >= day.getYear();
                        var cents = billed ? ProRata.cents(yearly - before.yearly(), day) : 0;
                        var line = new Line(Lines.surplus(space.host(), move, day), cents);
                        return rows.price(tx, space.name(), day, move.to(), yearly)
                                .map(cents == 0 ? List.<Line>of() : List.of(line));
                    });
                });
    }

    private Future<Optional<Long>> priceAfter(SqlConnection tx, Move move, LocalDate day, int sign) {
        if (sign > 0) {
            return rows.price(tx, move.to(), day);
        }
        var newYear = day.withDayOfYear(1);
        return rows.formerPrice(tx, move.space(), move.to(), newYear)
                .compose(former ->
                        former.isPresent() ? Future.succeededFuture(former) : rows.price(tx, move.to(), newYear));
    }
}
