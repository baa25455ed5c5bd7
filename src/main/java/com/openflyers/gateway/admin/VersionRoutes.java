package com.openflyers.gateway.admin;

import com.openflyers.gateway.admin.Answer.Effect;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.registry.Outcome;
import com.openflyers.gateway.registry.RegisteredVersion;
import com.openflyers.gateway.registry.Versions;
import com.openflyers.gateway.upstream.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/// The operations on versions.
final class VersionRoutes {

    private final Database database;
    private final Versions versions;
    private final Upstreams upstreams;
    private final Changes changes;

    VersionRoutes(Database database, Versions versions, Upstreams upstreams, Changes changes) {
        this.database = database;
        this.versions = versions;
        this.upstreams = upstreams;
        this.changes = changes;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "listVersions", this::list,
                "getVersion", this::get,
                "putVersion", this::put,
                "deleteVersion", this::delete);
    }

    private Future<Answer> list(Call call) {
        return versions.all(database.pool()).map(all -> {
            var items = new JsonArray();
            all.forEach(version -> items.add(body(version)));
            return Answer.ok(new JsonObject().put("items", items));
        });
    }

    private Future<Answer> get(Call call) {
        var name = call.path("version");
        return versions.find(database.pool(), name)
                .map(found -> found.map(version -> Answer.ok(version.revision(), body(version)))
                        .orElseGet(() -> new Answer.Refused(unknown(name))));
    }

    private Future<Answer> put(Call call) {
        var version = VersionBody.read(call.path("version"), call.body());
        return changes.make(
                        call,
                        "version.put",
                        target(version.name()),
                        VersionBody.write(version, List.of()),
                        tx -> versions.put(tx, version, call.expected()))
                .map(outcome -> switch (outcome) {
                    case Outcome.Written(var revision, var created) ->
                        Changes.done(call, revision, created ? Effect.CREATED : Effect.CHANGED);
                    case Outcome.Unchanged(var revision) -> Changes.done(call, revision, Effect.NONE);
                    case Outcome.StaleRevision stale -> new Answer.Refused(Problems.of(stale));
                    case Outcome.InUse used -> new Answer.Refused(Problems.of(used));
                });
    }

    private Future<Answer> delete(Call call) {
        var name = call.path("version");
        return changes.make(
                        call,
                        "version.delete",
                        target(name),
                        new JsonObject(),
                        tx -> versions.remove(tx, name, call.expected()))
                .map(outcome -> switch (outcome) {
                    case Outcome.Removed(var revision) -> Changes.done(call, revision, Effect.CHANGED);
                    case Outcome.UnknownVersion _ -> new Answer.Refused(unknown(name));
                    case Outcome.Remembered remembered -> new Answer.Refused(Problems.of(remembered));
                    case Outcome.StaleRevision stale -> new Answer.Refused(Problems.of(stale));
                    case Outcome.InUse used -> new Answer.Refused(Problems.of(used));
                });
    }

    private JsonObject body(RegisteredVersion version) {
        return VersionBody.write(version, upstreams.states(version.name()));
    }

    private static Problem unknown(String name) {
        return Problems.notFound("La version « " + name + " » n’existe pas.", "There is no version \"" + name + "\".");
    }

    private static String target(String version) {
        return "version/" + version;
    }
}
