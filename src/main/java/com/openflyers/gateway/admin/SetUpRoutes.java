package com.openflyers.gateway.admin;

import com.openflyers.gateway.billing.Billing;
import com.openflyers.gateway.billing.SetUpPackage;
import com.openflyers.gateway.billing.SetUpPackages;
import com.openflyers.gateway.billing.SetUpPackages.Said;
import com.openflyers.gateway.db.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.function.Function;

/// Set-up packages that clubs have ordered: what each costs, and that it is done.
final class SetUpRoutes {

    private final Database database;
    private final SetUpPackages packages;
    private final Changes changes;

    SetUpRoutes(Database database, Billing billing, Changes changes) {
        this.database = database;
        this.packages = billing.packages();
        this.changes = changes;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "listSetUpPackages", this::list, "quoteSetUpPackage", this::quote, "finishSetUpPackage", this::done);
    }

    private Future<Answer> list(Call call) {
        var state = call.query("state").map(SetUpPackage.State::valueOf).orElse(null);
        return packages.page(database.pool(), state, (int) call.number("limit", Listing.USUAL))
                .map(page -> {
                    var items = new JsonArray();
                    page.forEach(each -> items.add(json(each)));
                    return Answer.ok(new JsonObject().put("items", items));
                });
    }

    private Future<Answer> quote(Call call) {
        var cents = call.body().getLong("cents");
        return say(call, "set-up.quote", tx -> packages.quote(tx, call.id("id"), cents));
    }

    private Future<Answer> done(Call call) {
        return say(call, "set-up.done", tx -> packages.done(tx, call.id("id")));
    }

    private Future<Answer> say(Call call, String action, Function<SqlConnection, Future<Said>> saying) {
        var id = call.id("id");
        return database.transaction(
                call.ending(),
                tx -> saying.apply(tx).compose(said -> switch (said) {
                    case Said.Done(var now) ->
                        changes.record(tx, call.operator(), action, "set-up-package/" + id, call.body())
                                .map(Answer.ok(json(now)));
                    case Said.Unknown _ -> Future.succeededFuture(new Answer.Refused(Problems.unknownSetUp(id)));
                    case Said.NoAddress _ -> throw new IllegalStateException("operators accept no quote");
                    case Said.NotNow(var now) ->
                        Future.succeededFuture(new Answer.Refused(Problems.otherSetUp(now.state())));
                }));
    }

    private static JsonObject json(SetUpPackage each) {
        var json = new JsonObject()
                .put("id", each.id())
                .put("club", each.club())
                .put("clubName", each.clubName())
                .put("state", each.state().name())
                .put("wishes", each.wishes())
                .put("orderedBy", each.by())
                .put("orderedAt", each.orderedAt().toString())
                .put("changedAt", each.changedAt().toString());
        each.cents().ifPresent(cents -> json.put("cents", cents));
        each.invoice().ifPresent(number -> json.put("invoice", number));
        return json;
    }
}
