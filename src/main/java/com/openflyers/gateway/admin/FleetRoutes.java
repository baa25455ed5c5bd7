package com.openflyers.gateway.admin;

import com.openflyers.gateway.config.Units;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.fleet.Fleet;
import com.openflyers.gateway.fleet.Node;
import com.openflyers.gateway.fleet.Node.Liveness;
import com.openflyers.gateway.registry.Audit;
import com.openflyers.gateway.registry.AuditEntry;
import com.openflyers.gateway.registry.Follower;
import com.openflyers.gateway.registry.TableStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;

/// The nodes, and the table of the one that answers.
final class FleetRoutes {

    private final Database database;
    private final Fleet fleet;
    private final Follower follower;
    private final Audit audit;

    FleetRoutes(Database database, Fleet fleet, Follower follower, Audit audit) {
        this.database = database;
        this.fleet = fleet;
        this.follower = follower;
        this.audit = audit;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "listNodes",
                this::list,
                "deleteNode",
                this::delete,
                "getTable",
                this::table,
                "acceptTable",
                this::accept);
    }

    private Future<Answer> list(Call call) {
        return fleet.nodes().map(nodes -> {
            var latest = nodes.stream().mapToLong(Node::applied).max().orElse(0);
            var items = new JsonArray();
            nodes.forEach(node -> items.add(item(node, latest)));
            return Answer.ok(new JsonObject().put("items", items).put("revision", latest));
        });
    }

    private Future<Answer> delete(Call call) {
        var name = call.path("node");
        return database.transaction(
                        call.ending(),
                        tx -> fleet.deregister(tx, name).compose(done -> switch (done) {
                            case DONE ->
                                remember(tx, call, "node.delete", "node/" + name)
                                        .map(done);
                            case STILL_LIVE, UNKNOWN_NODE -> Future.succeededFuture(done);
                        }))
                .map(done -> switch (done) {
                    case DONE -> new Answer.Done();
                    case STILL_LIVE -> new Answer.Refused(Problems.stillLive(name));
                    case UNKNOWN_NODE ->
                        new Answer.Refused(Problems.notFound(
                                "Le nœud « " + name + " » n’est pas dans la liste.",
                                "The node \"" + name + "\" is not on the list."));
                });
    }

    private Future<Answer> table(Call call) {
        var body = new JsonObject()
                .put("applied", follower.applied())
                .put("staleness", Units.print(follower.staleness()))
                .put("faults", new JsonArray(follower.faults()));
        return Future.succeededFuture(Answer.ok(
                switch (follower.status()) {
                    case TableStatus.Missing(var reason) ->
                        body.put("state", "missing").put("reason", reason);
                    case TableStatus.Current _ -> body.put("state", "current");
                    case TableStatus.Stale stale -> body.put("state", "stale").put("reason", stale.reason());
                }));
    }

    private Future<Answer> accept(Call call) {
        return database.transaction(tx -> remember(tx, call, "table.accept", "table"))
                .map(_ -> {
                    follower.accept();
                    return new Answer.Done();
                });
    }

    private Future<Void> remember(SqlConnection tx, Call call, String action, String target) {
        return audit.append(tx, new AuditEntry(call.operator().subject(), action, target, new JsonObject()));
    }

    private static JsonObject item(Node node, long latest) {
        return new JsonObject()
                .put("node", node.name())
                .put("incarnation", node.incarnation().toString())
                .put("build", node.build())
                .put("startedAt", node.startedAt().toString())
                .put("silence", Units.print(node.silence()))
                .put("live", node.liveness() == Liveness.LIVE)
                .put("appliedRevision", node.applied())
                .put("behind", latest - node.applied())
                .put("clockAheadMillis", node.ahead().toMillis());
    }
}
