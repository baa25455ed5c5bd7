package com.openflyers.gateway.admin;

import com.openflyers.gateway.admin.Desk.Reply;
import com.openflyers.gateway.http.Text;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Invoices with what was paid for them, and the set-up packages that clubs have ordered.
final class InvoicePages {

    private static final Text PAID = new Text("Le paiement est noté.", "The payment is recorded.");
    private static final Text REVERSED = new Text("Le paiement est annulé.", "The payment is taken back.");
    private static final Text CREDITED =
            new Text("L’avoir est fait, et parti au club.", "The credit note is made, and was mailed to the club.");
    private static final Text QUOTED = new Text("Le devis est parti au club.", "The quote was mailed to the club.");
    private static final Text FINISHED = new Text("Le forfait est terminé.", "The package is done.");

    private final Desk desk;

    InvoicePages(Desk desk) {
        this.desk = desk;
    }

    Future<View> list(Visit visit) {
        return list(visit, 200);
    }

    private Future<View> list(Visit visit, int status) {
        var open = visit.query("all").isEmpty();
        var wanted = visit.queries("after");
        wanted.put("open", Boolean.toString(open));
        var packages = desk.read(visit, "listSetUpPackages", Map.of("limit", "200"));
        var unaddressed = desk.read(visit, "listUnaddressed", Map.of("limit", "200"));
        return Future.all(packages, unaddressed)
                .compose(_ -> desk.list(visit, "listInvoices", wanted)
                        .map(found -> View.shown(
                                visit,
                                status,
                                "invoices",
                                Map.of(
                                        "found",
                                        found,
                                        "packages",
                                        packages.result(),
                                        "unaddressed",
                                        unaddressed.result(),
                                        "open",
                                        open,
                                        "quoted",
                                        visit.path("id")))));
    }

    Future<View> show(Visit visit) {
        return show(visit, 200);
    }

    private Future<View> show(Visit visit, int status) {
        return desk.ask(visit, "getInvoice", numbered(visit), null).map(reply -> switch (reply) {
            case Reply.Refused(var problem) -> new View.Missing(problem);
            case Reply.Told(var invoice) -> View.shown(visit, status, "invoice", Map.of("invoice", invoice));
        });
    }

    /// As the club was mailed it.
    Future<View> file(Visit visit) {
        return desk.file(visit, "getInvoicePdf", numbered(visit));
    }

    Future<View> pay(Visit visit) {
        return new Deed(desk, visit, "recordPayment", status -> show(visit, status))
                .with(
                        numbered(visit),
                        () -> payment(visit),
                        _ -> new Deed.Done(PAID, "/invoices/" + visit.path("number")));
    }

    Future<View> reverse(Visit visit) {
        return new Deed(desk, visit, "reversePayment", status -> show(visit, status))
                .with(
                        numbered(visit),
                        () -> payment(visit).put("reason", visit.typed("reason")),
                        _ -> new Deed.Done(REVERSED, "/invoices/" + visit.path("number")));
    }

    /// Without an amount, all that is left.
    Future<View> credit(Visit visit) {
        return new Deed(desk, visit, "creditInvoice", status -> show(visit, status))
                .with(
                        numbered(visit),
                        () -> {
                            var body = new JsonObject().put("reason", visit.typed("creditReason"));
                            return visit.typed("net").isBlank()
                                    ? body
                                    : body.put("netCents", Body.cents("/netCents", visit.typed("net")));
                        },
                        note -> new Deed.Done(CREDITED, "/invoices/" + note.getString("number")));
    }

    private static JsonObject payment(Visit visit) {
        return visit.typed(List.of("method", "receivedOn", "reference"))
                .put("amountCents", Body.cents("/amountCents", visit.typed("amount")));
    }

    Future<View> quote(Visit visit) {
        return say(
                visit,
                "quoteSetUpPackage",
                () -> new JsonObject().put("cents", Body.cents("/cents", visit.typed("amount"))),
                QUOTED);
    }

    Future<View> done(Visit visit) {
        return say(visit, "finishSetUpPackage", JsonObject::new, FINISHED);
    }

    private Future<View> say(Visit visit, String operation, Supplier<JsonObject> body, Text said) {
        return new Deed(desk, visit, operation, status -> list(visit, status))
                .with(Map.of("id", visit.path("id")), body, _ -> new Deed.Done(said, "/invoices"));
    }

    private static Map<String, String> numbered(Visit visit) {
        return Map.of("number", visit.path("number"));
    }
}
