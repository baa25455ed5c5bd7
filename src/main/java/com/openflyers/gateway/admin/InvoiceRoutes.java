package com.openflyers.gateway.admin;

import com.openflyers.gateway.billing.Billing;
import com.openflyers.gateway.billing.Corrections;
import com.openflyers.gateway.billing.Corrections.Credited;
import com.openflyers.gateway.billing.Invoice;
import com.openflyers.gateway.billing.InvoiceFiles;
import com.openflyers.gateway.billing.InvoiceFiles.Download;
import com.openflyers.gateway.billing.Invoices;
import com.openflyers.gateway.billing.Payment;
import com.openflyers.gateway.billing.Payments;
import com.openflyers.gateway.billing.Payments.Paid;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.StoredEnum;
import com.openflyers.gateway.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;

/// Invoices, and the money that comes in for them.
final class InvoiceRoutes {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final Database database;
    private final Invoices invoices;
    private final Payments payments;
    private final InvoiceFiles files;
    private final Corrections corrections;
    private final Changes changes;
    private final InstantSource clock;

    InvoiceRoutes(Database database, Billing billing, Changes changes, InstantSource clock) {
        this.database = database;
        this.invoices = billing.invoices();
        this.payments = billing.payments();
        this.files = billing.files();
        this.corrections = billing.corrections();
        this.changes = changes;
        this.clock = clock;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "listInvoices", this::list,
                "listUnaddressed", this::unaddressed,
                "getInvoice", this::get,
                "getInvoicePdf", this::file,
                "recordPayment", this::pay,
                "reversePayment", this::reverse,
                "creditInvoice", this::credit);
    }

    private Future<Answer> list(Call call) {
        var limit = (int) call.number("limit", Listing.USUAL);
        return invoices.page(
                        database.pool(), call.flag("open"), call.query("after").orElse(null), limit)
                .map(page -> {
                    var items = new JsonArray();
                    page.forEach(invoice -> items.add(json(invoice)));
                    var body = new JsonObject().put("items", items);
                    return Answer.ok(
                            page.size() < limit
                                    ? body
                                    : body.put("next", page.getLast().number()));
                });
    }

    private Future<Answer> unaddressed(Call call) {
        return invoices.unaddressed(database.pool(), (int) call.number("limit", Listing.USUAL))
                .map(clubs -> {
                    var items = new JsonArray();
                    clubs.forEach(lacking -> items.add(new JsonObject()
                            .put("club", lacking.club().id())
                            .put("clubName", lacking.club().name())
                            .put("spaces", new JsonArray(lacking.spaces()))
                            .put("waiting", lacking.waiting())
                            .put("waitingNetCents", lacking.cents())));
                    return Answer.ok(new JsonObject().put("items", items));
                });
    }

    private Future<Answer> get(Call call) {
        var number = call.path("number");
        return invoices.find(database.pool(), number)
                .compose(found -> found.isPresent()
                        ? whole(database.pool(), found.get())
                        : Future.succeededFuture(refused(MoneyProblems.unknownInvoice(number))));
    }

    private Future<Answer> file(Call call) {
        var number = call.path("number");
        return invoices.find(database.pool(), number)
                .compose(found -> found.isPresent()
                        ? files.download(found.get(), call.language()).map(InvoiceRoutes::answer)
                        : Future.succeededFuture(refused(MoneyProblems.unknownInvoice(number))));
    }

    private static Answer answer(Download download) {
        return switch (download) {
            case Download.Made(var file) -> new Answer.File(file);
            case Download.NotNow(var problem) -> refused(problem);
        };
    }

    private Future<Answer> pay(Call call) {
        var number = call.path("number");
        var body = call.body();
        var payment = new Payment(
                body.getLong("amountCents"),
                StoredEnum.constant(Payment.Method.class, body.getString("method")),
                Body.at("/receivedOn", () -> receivedOn(body)),
                body.getString("reference").strip());
        return paying(
                call,
                "invoice.payment",
                MoneyProblems::tooMuch,
                tx -> payments.pay(tx, number, payment, call.operator().subject()));
    }

    private Future<Answer> reverse(Call call) {
        var number = call.path("number");
        var body = call.body();
        var reversal = new Payment(
                -body.getLong("amountCents"),
                StoredEnum.constant(Payment.Method.class, body.getString("method")),
                Body.at("/receivedOn", () -> receivedOn(body)),
                body.getString("reference").strip(),
                body.getString("reason").strip());
        return paying(
                call,
                "invoice.reversal",
                MoneyProblems::notPaid,
                tx -> payments.reverse(tx, number, reversal, call.operator().subject()));
    }

    private Future<Answer> paying(
            Call call, String action, LongFunction<Problem> tooMuch, Function<SqlConnection, Future<Paid>> paying) {
        var number = call.path("number");
        return database.transaction(
                call.ending(),
                tx -> paying.apply(tx).compose(paid -> switch (paid) {
                    case Paid.Recorded(var invoice) ->
                        changes.record(tx, call.operator(), action, "invoice/" + number, call.body())
                                .compose(_ -> whole(tx, invoice));
                    case Paid.Unknown _ -> Future.succeededFuture(refused(MoneyProblems.unknownInvoice(number)));
                    case Paid.KnownBefore _ -> Future.succeededFuture(refused(MoneyProblems.knownPayment()));
                    case Paid.TooMuch(var most) -> Future.succeededFuture(refused(tooMuch.apply(most)));
                }));
    }

    private Future<Answer> credit(Call call) {
        var number = call.path("number");
        var body = call.body();
        var net = body.containsKey("netCents") ? OptionalLong.of(body.getLong("netCents")) : OptionalLong.empty();
        return database.transaction(
                call.ending(),
                tx -> corrections
                        .credit(tx, number, net, body.getString("reason").strip())
                        .compose(credited -> switch (credited) {
                            case Credited.Made(var note) ->
                                changes.record(
                                                tx,
                                                call.operator(),
                                                "invoice.credit-note",
                                                "invoice/" + number,
                                                body.copy().put("number", note.number()))
                                        .compose(_ -> whole(tx, note));
                            case Credited.Unknown _ ->
                                Future.succeededFuture(refused(MoneyProblems.unknownInvoice(number)));
                            case Credited.OfCredit _ -> Future.succeededFuture(refused(MoneyProblems.creditNote()));
                            case Credited.TooMuch(var most) ->
                                Future.succeededFuture(refused(MoneyProblems.notCharged(most)));
                        }));
    }

    private LocalDate receivedOn(JsonObject body) {
        var day = LocalDate.parse(body.getString("receivedOn"));
        if (day.isAfter(today())) {
            throw new IllegalArgumentException("is a day to come");
        }
        return day;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PARIS);
    }

    private Future<Answer> whole(SqlClient client, Invoice invoice) {
        return payments.ofInvoice(client, invoice.number())
                .map(paid -> Answer.ok(json(invoice).put("payments", json(paid))));
    }

    private JsonObject json(Invoice invoice) {
        var json = body(invoice);
        if (!invoice.corrected().notes().isEmpty()) {
            json.put("correctedBy", new JsonArray(invoice.corrected().notes()));
        }
        return invoice.corrects() == null ? json : json.put("corrects", invoice.corrects());
    }

    private JsonObject body(Invoice invoice) {
        var lines = new JsonArray();
        invoice.lines().forEach(line -> lines.add(line.json()));
        return new JsonObject()
                .put("number", invoice.number())
                .put("club", invoice.club())
                .put("cause", invoice.cause())
                .put("issuedOn", invoice.issuedOn().toString())
                .put("dueOn", invoice.dueOn().toString())
                .put("buyer", invoice.buyer())
                .put("netCents", invoice.net())
                .put("vatPercent", invoice.vatPercent())
                .put("vatCents", invoice.vat())
                .put("totalCents", invoice.total())
                .put("paidCents", invoice.received())
                .put("creditedCents", invoice.corrected().settled())
                .put("remainderCents", invoice.remainder())
                .put("standing", StoredEnum.word(invoice.standing(today())))
                .put("lines", lines);
    }

    private static JsonArray json(List<Payment> payments) {
        var all = new JsonArray();
        for (var payment : payments) {
            var json = new JsonObject()
                    .put("amountCents", payment.cents())
                    .put("method", StoredEnum.word(payment.method()))
                    .put("receivedOn", payment.receivedOn().toString())
                    .put("reference", payment.reference());
            all.add(payment.reason().isEmpty() ? json : json.put("reason", payment.reason()));
        }
        return all;
    }

    private static Answer refused(Problem problem) {
        return new Answer.Refused(problem);
    }
}
