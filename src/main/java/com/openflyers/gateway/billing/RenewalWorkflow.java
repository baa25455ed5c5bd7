package com.openflyers.gateway.billing;

import com.openflyers.gateway.account.StoreWorkflow;
import com.openflyers.gateway.db.Database;
import io.vertx.core.Future;
import java.time.temporal.ChronoUnit;
import java.util.logging.Logger;

/// Invoices each year of running subscriptions, and reminds of invoices that are not paid. Any node may do it, several
/// at once, and again: nothing is done twice. On virtual threads.
final class RenewalWorkflow {

    private static final Logger LOG = Logger.getLogger(RenewalWorkflow.class.getName());

    private static final int BETWEEN_REMINDERS = 30;
    /// After which people speak with people.
    private static final int REMINDERS = 3;

    private final StoreWorkflow store;
    private final SubscriptionRepository rows;
    private final Renewals renewals;
    private final Invoices invoices;
    private final Payments payments;
    private final BillingMail mail;

    RenewalWorkflow(
            Database database,
            SubscriptionRepository rows,
            Renewals renewals,
            Invoices invoices,
            Payments payments,
            BillingMail mail) {
        this.store = new StoreWorkflow(database);
        this.rows = rows;
        this.renewals = renewals;
        this.invoices = invoices;
        this.payments = payments;
        this.mail = mail;
    }

    void look() {
        for (var space : store.read(client -> rows.strays(client))) {
            store.change(tx -> renewals.adopt(tx, space));
        }
        var year = renewals.today().getYear();
        for (var space : store.read(client -> rows.due(client, year))) {
            if (!store.change(tx -> renewals.renew(tx, space))) {
                LOG.warning(() -> "the subscription of " + space + " is not renewed: its version has no price");
            }
        }
        makeWaiting();
        remind();
    }

    private void makeWaiting() {
        for (var club : store.read(client -> invoices.ready(client))) {
            store.change(tx -> invoices.issueWaiting(tx, club, renewals.today()).compose(made -> {
                var written = Future.<Void>succeededFuture();
                for (var invoice : made) {
                    written = written.compose(_ -> mail.invoiceToClub(tx, invoice));
                }
                return written;
            }));
        }
    }

    private void remind() {
        var today = renewals.today();
        for (var invoice : store.read(client -> invoices.overdue(client, today))) {
            var late = ChronoUnit.DAYS.between(invoice.dueOn(), today) - 1;
            var stage = (int) Math.min(REMINDERS, 1 + late / BETWEEN_REMINDERS);
            store.change(tx -> payments.remind(tx, invoice.number(), stage)
                    .compose(first -> first ? mail.reminder(tx, invoice, stage) : Future.<Void>succeededFuture()));
        }
    }
}
