package com.openflyers.gateway.admin;

import com.openflyers.gateway.admin.Desk.Reply;
import com.openflyers.gateway.http.Text;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The clubs by their accounts: who has one, who waits for a space, inviting, and making one club of two.
final class AccountPages {

    private final Desk desk;

    AccountPages(Desk desk) {
        this.desk = desk;
    }

    Future<View> search(Visit visit) {
        var wanted = visit.queries("q", "after");
        return desk.read(visit, "listSignUps", Map.of())
                .compose(waiting -> desk.list(visit, "listAccounts", wanted)
                        .map(found -> View.shown(
                                visit, 200, "accounts", Map.of("found", found, "waiting", waiting, "wanted", wanted))));
    }

    Future<View> show(Visit visit) {
        return show(visit, 200);
    }

    private Future<View> show(Visit visit, int status) {
        return desk.ask(visit, "getAccount", named(visit), null).map(reply -> switch (reply) {
            case Reply.Refused(var problem) -> new View.Missing(problem);
            case Reply.Told(var account) -> View.shown(visit, status, "account", Map.of("account", account));
        });
    }

    Future<View> invite(Visit visit) {
        return deed(visit, "inviteAccount").with(named(visit), () -> invitation(visit), told -> {
            var to = told.getJsonArray("mailedTo").stream().map(String::valueOf).collect(Collectors.joining(", "));
            return new Deed.Done(
                    new Text("Un lien est parti à " + to + ".", "A link was mailed to " + to + "."), page(visit));
        });
    }

    private static JsonObject invitation(Visit visit) {
        return visit.typed(List.of("email", "checkedBy", "reason"));
    }

    /// Of a club that is shown by one of its accounts.
    Future<View> merge(Visit visit) {
        return deed(visit, "mergeClub").with(Map.of("id", visit.typed("club")), () -> merger(visit), told -> {
            var into = told.getJsonObject("club").getString("name");
            return new Deed.Done(
                    new Text(
                            "Le club fait désormais partie de « " + into + " ».",
                            "The club is part of \"" + into + "\" now."),
                    page(visit));
        });
    }

    private static JsonObject merger(Visit visit) {
        return visit.typed(List.of("reason")).put("into", Body.at("/into", () -> Long.parseLong(visit.typed("into"))));
    }

    private Deed deed(Visit visit, String operation) {
        return new Deed(desk, visit, operation, status -> show(visit, status));
    }

    private static Map<String, String> named(Visit visit) {
        return Map.of("account", visit.path("account"));
    }

    private static String page(Visit visit) {
        return "/accounts/" + visit.path("account");
    }
}
