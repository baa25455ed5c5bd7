package com.openflyers.gateway.admin;

import com.openflyers.gateway.account.Accounts;
import com.openflyers.gateway.account.PostalAddresses;
import com.openflyers.gateway.account.Registrations;
import com.openflyers.gateway.admin.Answer.Effect;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.registry.Outcome;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.RegisteredSpace.State;
import com.openflyers.gateway.registry.SpaceFilter;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.route.Space.Kind;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;

/// The operations on spaces, their pointers excepted.
final class SpaceRoutes {

    private final Database database;
    private final Spaces spaces;
    private final Registrations registrations;
    private final PostalAddresses addresses = new PostalAddresses();
    private final Changes changes;

    SpaceRoutes(Database database, Spaces spaces, Accounts accounts, Changes changes) {
        this.database = database;
        this.spaces = spaces;
        this.registrations = new Registrations(spaces, accounts);
        this.changes = changes;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "listSpaces", this::list,
                "getSpace", this::get,
                "putSpace", this::put,
                "closeSpace", this::close);
    }

    private Future<Answer> list(Call call) {
        var filter = new SpaceFilter(
                call.query("kind")
                        .map(word -> Kind.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(null),
                call.query("version").orElse(null),
                call.query("q").orElse(null),
                call.query("after").orElse(null),
                (int) call.number("limit", Listing.USUAL));
        return spaces.page(database.pool(), filter).map(page -> {
            var items = new JsonArray();
            page.items().forEach(space -> items.add(SpaceBody.write(space)));
            var body = new JsonObject().put("items", items);
            return Answer.ok(page.next() == null ? body : body.put("next", page.next()));
        });
    }

    private Future<Answer> get(Call call) {
        var name = call.path("space");
        return spaces.find(database.pool(), name)
                .map(found -> found.filter(space -> space.state() == State.ACTIVE))
                .compose(found -> found.isPresent()
                        ? whole(found.get())
                        : Future.succeededFuture(new Answer.Refused(Problems.of(new Outcome.UnknownSpace(name)))));
    }

    private Future<Answer> whole(RegisteredSpace space) {
        return addresses.find(database.pool(), space.club().id()).map(address -> {
            var body = SpaceBody.write(space);
            return Answer.ok(space.revision(), address.isEmpty() ? body : body.put("postalAddress", address));
        });
    }

    private Future<Answer> put(Call call) {
        var name = call.path("space");
        var form = SpaceBody.read(name, call.body());
        var postal = SpaceBody.postalAddress(call.body());
        var by = call.operator().subject();
        var telling = call.flag("invite", true) ? Accounts.Telling.INVITED : Accounts.Telling.NOT_YET;
        return changes.make(
                        call,
                        "space.put",
                        target(name),
                        call.body(),
                        tx -> registrations.put(tx, form, postal, call.expected(), by, telling))
                .map(outcome -> switch (outcome) {
                    case Outcome.Written(var revision, var created) ->
                        Changes.done(call, revision, created ? Effect.CREATED : Effect.CHANGED);
                    case Outcome.Unchanged(var revision) -> Changes.done(call, revision, Effect.NONE);
                    case Outcome.Reserved reserved -> new Answer.Refused(Problems.of(reserved));
                    case Outcome.StaleRevision stale -> new Answer.Refused(Problems.of(stale));
                    case Outcome.UnknownVersion unknown -> new Answer.Refused(Problems.of(unknown));
                    case Outcome.NoDatabase none -> new Answer.Refused(Problems.of(none));
                    case Outcome.Fenced fenced -> new Answer.Refused(Problems.of(fenced));
                    case Outcome.NameRetired retired -> new Answer.Refused(Problems.of(retired));
                    case Outcome.InTheMaking wanted -> new Answer.Refused(Problems.of(wanted));
                    case Outcome.BadName bad -> new Answer.Refused(Problems.of(bad));
                    case Outcome.PointerDiffers differs -> new Answer.Refused(Problems.of(differs));
                    case Outcome.DatabaseConflict conflict -> new Answer.Refused(Problems.of(conflict));
                    case Outcome.DatabaseForbidden forbidden -> new Answer.Refused(Problems.of(forbidden));
                });
    }

    private Future<Answer> close(Call call) {
        var name = call.path("space");
        return changes.make(
                        call,
                        "space.close",
                        target(name),
                        new JsonObject(),
                        tx -> spaces.close(tx, name, call.expected()))
                .map(outcome -> switch (outcome) {
                    case Outcome.Closed(var revision) -> Changes.done(call, revision, Effect.CHANGED);
                    case Outcome.Unchanged(var revision) -> Changes.done(call, revision, Effect.NONE);
                    case Outcome.Reserved reserved -> new Answer.Refused(Problems.of(reserved));
                    case Outcome.StaleRevision stale -> new Answer.Refused(Problems.of(stale));
                    case Outcome.UnknownSpace unknown -> new Answer.Refused(Problems.of(unknown));
                });
    }

    private static String target(String space) {
        return "space/" + space;
    }
}
