package com.openflyers.gateway.billing;

import com.openflyers.gateway.account.Account;
import com.openflyers.gateway.account.ClubExport;
import com.openflyers.gateway.account.StoreWorkflow;
import com.openflyers.gateway.db.StoredEnum;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// Subscriptions, invoices with what was paid for them, and set-up packages, for the file with all data of a club.
final class BillingExport implements ClubExport {

    private final StoreWorkflow store;
    private final Subscriptions subscriptions;
    private final Invoices invoices;
    private final Payments payments;
    private final SetUpPackages packages;

    BillingExport(
            StoreWorkflow store,
            Subscriptions subscriptions,
            Invoices invoices,
            Payments payments,
            SetUpPackages packages) {
        this.store = store;
        this.subscriptions = subscriptions;
        this.invoices = invoices;
        this.payments = payments;
        this.packages = packages;
    }

    @Override
    public JsonObject of(Account account) {
        var club = account.club().id();
        var running = new JsonArray();
        store.read(client -> subscriptions.ofClub(client, club)).forEach(each -> running.add(json(each)));
        var issued = new JsonArray();
        store.read(client -> invoices.ofClub(client, club)).forEach(each -> issued.add(json(each)));
        var ordered = new JsonArray();
        store.read(client -> packages.ofClub(client, club)).forEach(each -> ordered.add(json(each)));
        return new JsonObject()
                .put("subscriptions", running)
                .put("invoices", issued)
                .put("setUpPackages", ordered);
    }

    private static JsonObject json(Subscription subscription) {
        return new JsonObject()
                .put("space", subscription.space())
                .put("version", subscription.version())
                .put("startedAt", subscription.startedAt().toString())
                .put("billedYear", subscription.billedYear())
                .put("yearlyCents", subscription.yearly())
                .put("priceSince", subscription.validFrom().toString());
    }

    private JsonObject json(Invoice invoice) {
        var lines = new JsonArray();
        invoice.lines().forEach(line -> lines.add(line.json()));
        var paid = new JsonArray();
        store.read(client -> payments.ofInvoice(client, invoice.number())).forEach(payment -> paid.add(json(payment)));
        return new JsonObject()
                .put("number", invoice.number())
                .put("corrects", invoice.corrects())
                .put("correctedBy", new JsonArray(invoice.corrected().notes()))
                .put("issuedOn", invoice.issuedOn().toString())
                .put("dueOn", invoice.dueOn().toString())
                .put("seller", invoice.seller().json())
                .put("buyer", invoice.buyer())
                .put("lines", lines)
                .put("netCents", invoice.net())
                .put("vatPercent", invoice.vatPercent())
                .put("vatCents", invoice.vat())
                .put("totalCents", invoice.total())
                .put("remainderCents", invoice.remainder())
                .put("payments", paid);
    }

    private static JsonObject json(Payment payment) {
        return new JsonObject()
                .put("cents", payment.cents())
                .put("method", StoredEnum.word(payment.method()))
                .put("receivedOn", payment.receivedOn().toString())
                .put("reference", payment.reference())
                .put("reason", payment.reason());
    }

    private static JsonObject json(SetUpPackage each) {
        return new JsonObject()
                .put("wishes", each.wishes())
                .put("state", StoredEnum.word(each.state()))
                .put("orderedBy", each.by())
                .put("orderedAt", each.orderedAt().toString())
                .put("changedAt", each.changedAt().toString())
                .put("cents", each.cents().orElse(null))
                .put("invoice", each.invoice().orElse(null));
    }
}
