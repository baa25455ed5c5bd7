package com.openflyers.gateway.admin;

import com.openflyers.gateway.migration.RemovalWorkflow;
import com.openflyers.gateway.registry.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/// The removal of a test space. It takes as long as its archive does, so each has a thread of its own.
final class RemovalRoutes {

    private final RemovalWorkflow removals;
    private final Changes changes;

    RemovalRoutes(RemovalWorkflow removals, Changes changes) {
        this.removals = removals;
        this.changes = changes;
    }

    Map<String, Operation> operations() {
        return Map.of("removeSpace", this::remove);
    }

    private Future<Answer> remove(Call call) {
        var outcome = Promise.<RemovalWorkflow.Outcome>promise();
        Thread.ofVirtual().name("removal").start(() -> {
            try {
                outcome.complete(removed(call));
            } catch (Exception e) {
                // A timeout, too, which an await throws undeclared: whoever asked must have an answer.
                outcome.fail(e);
            }
        });
        return outcome.future().map(came -> answer(call, came));
    }

    private RemovalWorkflow.Outcome removed(Call call) {
        var space = call.path("space");
        return removals.remove(
                space,
                call.body().getString("name"),
                call.ending(),
                (tx, revision, droppedAt) -> changes.record(
                        tx,
                        call.operator(),
                        "space.removal",
                        "space/" + space,
                        new JsonObject().put("revision", revision).put("droppedAt", droppedAt.toString())));
    }

    private static Answer answer(Call call, RemovalWorkflow.Outcome outcome) {
        var space = call.path("space");
        return switch (outcome) {
            case RemovalWorkflow.Outcome.Removed(var droppedAt, var revision) ->
                new Answer.Promised(new JsonObject()
                        .put("space", space)
                        .put("droppedAt", droppedAt.toString())
                        .put("revision", revision));
            case RemovalWorkflow.Outcome.Removable _ -> Answer.ok(new JsonObject().put("allowed", true));
            case RemovalWorkflow.Outcome.Unknown _ -> new Answer.Refused(Problems.of(new Outcome.UnknownSpace(space)));
            case RemovalWorkflow.Outcome.Kept(var because) ->
                switch (call.ending()) {
                    case COMMIT -> new Answer.Refused(Problems.keptSpace(because));
                    case ROLLBACK ->
                        Answer.ok(new JsonObject().put("allowed", false).put("because", because.in(call.language())));
                };
        };
    }
}
