package com.openflyers.gateway.admin;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.provision.Contrast;
import com.openflyers.gateway.provision.SettingsWorkflow;
import com.openflyers.gateway.registry.Outcome;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.Spaces;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/// The settings of two spaces side by side, such as of a test space and of what it was the trial for.
final class SettingsRoutes {

    private final Database database;
    private final Spaces spaces;
    private final SettingsWorkflow settings;

    SettingsRoutes(Database database, Spaces spaces, SettingsWorkflow settings) {
        this.database = database;
        this.spaces = spaces;
        this.settings = settings;
    }

    Map<String, Operation> operations() {
        return Map.of("compareSettings", this::compare);
    }

    private Future<Answer> compare(Call call) {
        var left = call.path("space");
        var right = call.query("beside").orElse(left);
        return find(left)
                .compose(ours -> find(right).compose(theirs -> {
                    if (ours.isEmpty() || theirs.isEmpty()) {
                        var missing = ours.isEmpty() ? left : right;
                        return Future.succeededFuture(
                                new Answer.Refused(Problems.of(new Outcome.UnknownSpace(missing))));
                    }
                    return settings.compare(ours.get(), theirs.get()).map(SettingsRoutes::answer);
                }));
    }

    private Future<Optional<RegisteredSpace>> find(String name) {
        return spaces.find(database.pool(), name)
                .map(found -> found.filter(space -> space.state() == RegisteredSpace.State.ACTIVE));
    }

    private static Answer answer(SettingsWorkflow.Outcome outcome) {
        return switch (outcome) {
            case SettingsWorkflow.Outcome.Compared(var contrast) -> Answer.ok(write(contrast));
            case SettingsWorkflow.Outcome.Unreadable(var space, var version) ->
                new Answer.Refused(AccountProblems.unreadableSettings(space, version));
            case SettingsWorkflow.Outcome.Away(var space) -> new Answer.Refused(AccountProblems.awaySettings(space));
        };
    }

    private static JsonObject write(Contrast contrast) {
        var items = new JsonArray();
        for (var line : contrast.lines()) {
            var item = new JsonObject()
                    .put("code", line.code())
                    .put("label", new JsonObject().put("fr", line.french()).put("en", line.english()))
                    .put("differs", line.differs());
            line.left().ifPresent(value -> item.put("value", value));
            line.right().ifPresent(value -> item.put("beside", value));
            items.add(item);
        }
        return new JsonObject().put("items", items).put("differences", contrast.differences());
    }
}
