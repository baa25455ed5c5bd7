package com.openflyers.gateway.billing;

import com.openflyers.gateway.billing.Invoice.Line;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.route.Space.Kind;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Keeps subscriptions running: gives one to every production space, and invoices each new year. Under the locks that
/// [Subscriptions] names.
final class Renewals {

    private final SubscriptionRepository rows;
    private final Spaces spaces;
    private final Invoices invoices;
    private final BillingMail mail;
    private final InstantSource clock;

    Renewals(SubscriptionRepository rows, Spaces spaces, Invoices invoices, BillingMail mail, InstantSource clock) {
        this.rows = rows;
        this.spaces = spaces;
        this.invoices = invoices;
        this.mail = mail;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Subscriptions.PARIS);
    }

    /// Production spaces that an operator has registered have a subscription as well; its first year is settled between
    /// people.
    Future<Void> adopt(SqlConnection tx, RegisteredSpace space, String version, LocalDate day) {
        return rows.find(tx, space.name())
                .compose(known -> known.isPresent()
                        ? Future.succeededFuture()
                        : rows.price(tx, version, day)
                                .compose(price -> price.isEmpty()
                                        ? Future.succeededFuture()
                                        : rows.start(tx, space.name(), "operator", clock.instant(), day)
                                                .compose(
                                                        _ -> rows.price(tx, space.name(), day, version, price.get()))));
    }

    Future<Void> adopt(SqlConnection tx, String name) {
        return rows.lock(tx, name)
                .compose(_ -> spaces.find(tx, name))
                .compose(found -> found.filter(
                                space -> space.kind() == Kind.PRODUCTION && !Subscriptions.isClosed(space))
                        .map(space -> adopt(tx, space, space.version(), today()))
                        .orElse(Future.succeededFuture()));
    }

    /// Invoices the present year of the space, unless somebody has.
    ///
    /// @return false if its version has no price
    Future<Boolean> renew(SqlConnection tx, String name) {
        var day = today();
        var newYear = day.withDayOfYear(1);
        return rows.lock(tx, name)
                .compose(_ -> spaces.find(tx, name))
                .map(Optional::orElseThrow)
                .compose(space -> rows.price(tx, space.version(), newYear)
                        .compose(price -> price.isEmpty()
                                ? Future.succeededFuture(false)
                                : rows.renew(tx, name, day.getYear())
                                        .compose(first -> first
                                                ? renewed(tx, space, newYear, price.get(), day)
                                                : Future.<Void>succeededFuture())
                                        .map(true)));
    }

    private Future<Void> renewed(
            SqlConnection tx, RegisteredSpace space, LocalDate newYear, long yearly, LocalDate day) {
        var line = new Line(Lines.subscription(space.host(), space.version(), newYear), yearly);
        var cause = "subscription " + space.name() + " " + day.getYear();
        return rows.price(tx, space.name(), newYear, space.version(), yearly)
                .compose(_ -> invoices.charge(tx, space.club().id(), cause, List.of(line), day))
                .compose(invoice ->
                        invoice.isPresent() ? mail.invoice(tx, space, invoice.get()) : Future.succeededFuture());
    }
}
