package com.openflyers.gateway.admin;

import com.openflyers.gateway.admin.Desk.Reply;
import com.openflyers.gateway.admin.Sessions.Notice;
import com.openflyers.gateway.http.Text;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// The spaces: search, one of them, and what an operator may do to it by hand.
final class SpacePages {

    private static final Text HELD = new Text("La porte de l’espace est fermée.", "The gate of the space is closed.");
    private static final Text RELEASED =
            new Text("La porte de l’espace est ouverte.", "The gate of the space is open.");

    private final Desk desk;

    SpacePages(Desk desk) {
        this.desk = desk;
    }

    Future<View> search(Visit visit) {
        var wanted = visit.queries("q", "kind", "version", "after");
        return desk.read(visit, "listVersions", Map.of())
                .compose(versions -> desk.list(visit, "listSpaces", wanted)
                        .map(found -> View.shown(
                                visit, 200, "spaces", Map.of("versions", versions, "found", found, "wanted", wanted))));
    }

    Future<View> show(Visit visit) {
        return show(visit, 200);
    }

    private Future<View> show(Visit visit, int status) {
        var name = Map.of("space", visit.path("space"));
        return desk.ask(visit, "getSpace", name, null).compose(reply -> switch (reply) {
            case Reply.Refused(var problem) -> Future.succeededFuture(new View.Missing(problem));
            case Reply.Told(var space) -> show(visit, status, space);
        });
    }

    private Future<View> show(Visit visit, int status, JsonObject space) {
        var name = Map.of("space", space.getString("space"));
        var versions = desk.read(visit, "listVersions", Map.of());
        var history = desk.read(visit, "history", Map.of("space", space.getString("space"), "limit", "20"));
        var explained = desk.read(visit, "explain", Map.of("host", space.getString("host")));
        var migrations = desk.read(visit, "listMigrations", name);
        return Future.all(versions, history, explained, migrations)
                .map(_ -> View.shown(
                        visit,
                        status,
                        "space",
                        Map.of(
                                "space", space,
                                "versions", versions.result(),
                                "history", history.result(),
                                "explained", explained.result(),
                                "migrations", migrations.result())));
    }

    /// The settings of the space beside those of another one, once that is said.
    Future<View> settings(Visit visit) {
        var name = Map.of("space", visit.path("space"));
        return desk.ask(visit, "getSpace", name, null).compose(reply -> switch (reply) {
            case Reply.Refused(var problem) -> Future.succeededFuture(new View.Missing(problem));
            case Reply.Told(var space) -> settings(visit, space);
        });
    }

    private Future<View> settings(Visit visit, JsonObject space) {
        var beside = visit.query("beside");
        var named = Map.of("q", space.getString("club"), "limit", "200");
        return desk.read(visit, "listSpaces", named).compose(found -> {
            var page = new HashMap<String, Object>(Map.of("space", space, "found", found, "beside", beside));
            if (beside.isEmpty()) {
                return Future.succeededFuture(View.shown(visit, 200, "settings", page));
            }
            var both = Map.of("space", space.getString("space"), "beside", beside);
            return desk.ask(visit, "compareSettings", both, null).map(reply -> switch (reply) {
                case Reply.Refused(var problem) -> {
                    visit.session().say(Notice.of(problem, visit.language()));
                    yield View.shown(visit, problem.status(), "settings", page);
                }
                case Reply.Told(var contrast) -> {
                    page.put("contrast", contrast);
                    yield View.shown(visit, 200, "settings", page);
                }
            });
        });
    }

    Future<View> flip(Visit visit) {
        var values = values(visit);
        values.put("If-Match", "\"" + visit.typed("revision") + "\"");
        values.put("force", Boolean.toString(visit.ticked("force")));
        values.put("wait", "5s");
        var body = visit.typed(List.of("version", "reason"));
        return act(visit, "flip", values, () -> body, told -> {
            var nodes = told.getJsonObject("nodes", new JsonObject());
            var moved = told.getString("previous") + " → " + told.getString("version");
            return new Text(
                    moved + ", appliqué par " + nodes.getLong("applied") + " nœud(s) sur " + nodes.getLong("live")
                            + ".",
                    moved + ", applied by " + nodes.getLong("applied") + " of " + nodes.getLong("live") + " node(s).");
        });
    }

    Future<View> hold(Visit visit) {
        return act(visit, "holdSpace", values(visit), () -> closure(visit), _ -> HELD);
    }

    private static JsonObject closure(Visit visit) {
        var body = visit.typed(List.of("mode", "reason"));
        if (!visit.typed("seconds").isEmpty()) {
            body.put("seconds", Body.at("/seconds", () -> Integer.parseInt(visit.typed("seconds"))));
        }
        if (!visit.typed("until").isEmpty()) {
            body.put(
                    "until",
                    Body.at("/until", () -> Moments.read(visit.typed("until")).toString()));
        }
        var message = visit.typed(List.of("fr", "en"));
        return message.isEmpty() ? body : body.put("message", message);
    }

    Future<View> release(Visit visit) {
        return act(visit, "releaseSpace", values(visit), JsonObject::new, _ -> RELEASED);
    }

    Future<View> remove(Visit visit) {
        return act(visit, "removeSpace", values(visit), () -> visit.typed(List.of("name")), told -> {
            var at = told.getString("droppedAt");
            return new Text(
                    "L’espace est fermé ; sa base sera supprimée le " + Moments.of(at, visit.language()) + ".",
                    "The space is closed; its database will be dropped on " + Moments.of(at, visit.language()) + ".");
        });
    }

    private Future<View> act(
            Visit visit,
            String operation,
            Map<String, String> values,
            Supplier<JsonObject> body,
            Function<JsonObject, Text> said) {
        // A space that was removed has no page any more.
        var next = operation.equals("removeSpace") ? "/spaces" : "/spaces/" + visit.path("space");
        return new Deed(desk, visit, operation, status -> show(visit, status))
                .with(values, body, told -> new Deed.Done(said.apply(told), next));
    }

    private static Map<String, String> values(Visit visit) {
        var values = new HashMap<String, String>();
        values.put("space", visit.path("space"));
        return values;
    }
}
