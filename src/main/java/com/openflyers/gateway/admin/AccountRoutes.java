package com.openflyers.gateway.admin;

import com.openflyers.gateway.account.AccountEntry;
import com.openflyers.gateway.account.Accounts;
import com.openflyers.gateway.account.WaitingSignUp;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.mail.Address;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;

/// The operations on accounts: who has one, who waits for a space, and inviting. None chooses a password.
final class AccountRoutes {

    private final Database database;
    private final Accounts accounts;
    private final Changes changes;

    AccountRoutes(Database database, Accounts accounts, Changes changes) {
        this.database = database;
        this.accounts = accounts;
        this.changes = changes;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "listAccounts", this::list,
                "getAccount", this::get,
                "inviteAccount", this::invite,
                "listSignUps", this::waiting);
    }

    private Future<Answer> list(Call call) {
        var limit = (int) call.number("limit", Listing.USUAL);
        return accounts.page(
                        database.pool(),
                        call.query("q").orElse(null),
                        call.query("after").orElse(""),
                        limit)
                .map(found -> {
                    var items = new JsonArray();
                    found.forEach(entry -> items.add(write(entry)));
                    var body = new JsonObject().put("items", items);
                    return Answer.ok(
                            found.size() < limit
                                    ? body
                                    : body.put("next", found.getLast().account().name()));
                });
    }

    private Future<Answer> get(Call call) {
        var name = call.path("account");
        return accounts.find(database.pool(), name)
                .map(found -> found.map(entry -> Answer.ok(write(entry)))
                        .orElseGet(() -> new Answer.Refused(AccountProblems.unknownAccount(name))));
    }

    /// The audit keeps who has checked what, and never the link.
    private Future<Answer> invite(Call call) {
        var name = call.path("account");
        var typed = call.body().getString("email");
        if (typed == null) {
            return answer(call, name, tx -> accounts.invite(tx, name));
        }
        var address = Body.at(
                "/email",
                () -> Address.parse(typed)
                        .orElseThrow(() -> new IllegalArgumentException("expected an e-mail address")));
        return answer(call, name, tx -> accounts.invite(tx, name, address.ascii()));
    }

    private interface Inviting {
        Future<Accounts.Outcome> in(SqlConnection tx);
    }

    private Future<Answer> answer(Call call, String name, Inviting inviting) {
        return database.transaction(
                        call.ending(),
                        tx -> inviting.in(tx)
                                .compose(outcome -> outcome instanceof Accounts.Outcome.Invited
                                        ? changes.record(
                                                        tx,
                                                        call.operator(),
                                                        "account.invitation",
                                                        "account/" + name,
                                                        call.body())
                                                .map(outcome)
                                        : Future.succeededFuture(outcome)))
                .map(outcome -> switch (outcome) {
                    case Accounts.Outcome.Invited(var to) -> invited(name, to);
                    case Accounts.Outcome.Unknown _ -> new Answer.Refused(AccountProblems.unknownAccount(name));
                    case Accounts.Outcome.NoSpace _ -> new Answer.Refused(AccountProblems.noSpaceOfAccount(name));
                });
    }

    private static Answer invited(String name, List<String> to) {
        return Answer.ok(new JsonObject().put("account", name).put("mailedTo", new JsonArray(to)));
    }

    private Future<Answer> waiting(Call call) {
        return accounts.waiting(database.pool()).map(found -> {
            var items = new JsonArray();
            found.forEach(signUp -> items.add(write(signUp)));
            return Answer.ok(new JsonObject().put("items", items));
        });
    }

    private static JsonObject write(WaitingSignUp signUp) {
        var body = new JsonObject()
                .put("space", signUp.name())
                .put("club", signUp.club())
                .put("version", signUp.version())
                .put("contactEmail", signUp.contactEmail())
                .put("confirmedAt", signUp.confirmedAt().toString())
                .put("attempts", signUp.attempts());
        return signUp.trouble().map(trouble -> body.put("trouble", trouble)).orElse(body);
    }

    private static JsonObject write(AccountEntry entry) {
        var account = entry.account();
        return new JsonObject()
                .put("account", account.name())
                .put(
                        "club",
                        new JsonObject()
                                .put("id", account.club().id())
                                .put("name", account.club().name()))
                .put("contact", SpaceBody.contact(account.contact()))
                .put("space", VersionBody.lower(account.place()).replace('_', '-'))
                .put("entered", entry.entered())
                .put("createdAt", account.createdAt().toString());
    }
}
