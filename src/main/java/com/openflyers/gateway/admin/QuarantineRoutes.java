package com.openflyers.gateway.admin;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.provision.Obstacle;
import com.openflyers.gateway.provision.Quarantine;
import com.openflyers.gateway.provision.Quarantine.Return;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;

/// The databases that were set aside, and the way back for one that should not have been.
final class QuarantineRoutes {

    private final Database database;
    private final Quarantine quarantine;
    private final Changes changes;

    QuarantineRoutes(Database database, Quarantine quarantine, Changes changes) {
        this.database = database;
        this.quarantine = quarantine;
        this.changes = changes;
    }

    Map<String, Operation> operations() {
        return Map.of("listQuarantine", this::list, "returnDatabase", this::giveBack);
    }

    private Future<Answer> list(Call call) {
        return quarantine.all(database.pool()).map(entries -> {
            var items = new JsonArray();
            entries.forEach(entry -> items.add(item(entry)));
            return Answer.ok(new JsonObject().put("items", items));
        });
    }

    private Future<Answer> giveBack(Call call) {
        return database.transaction(call.ending(), tx -> giveBack(tx, call))
                .recover(failure -> failure instanceof Obstacle obstacle
                        ? Future.succeededFuture(refused(Text.same(String.valueOf(obstacle.getMessage()))))
                        : Future.failedFuture(failure));
    }

    private Future<Answer> giveBack(SqlConnection tx, Call call) {
        var name = call.path("database");
        return quarantine.giveBack(tx, new DatabaseName(name)).compose(outcome -> switch (outcome) {
            case Return.Returned(var former) -> {
                var body = new JsonObject().put("database", former.text());
                yield changes.record(tx, call.operator(), "database.return", "database/" + name, body)
                        .map(Answer.ok(body));
            }
            case Return.TooLate _ -> Future.succeededFuture(refused(tooLate(name)));
        });
    }

    private static Text tooLate(String name) {
        return new Text(
                name + " est à supprimer dès maintenant, ou l’est déjà", name + " is due to be dropped, or gone");
    }

    private static Answer refused(Text because) {
        return new Answer.Refused(Problems.notNow(because));
    }

    private static JsonObject item(Quarantine.Entry entry) {
        var item = new JsonObject()
                .put("database", entry.name().text())
                .put("formerly", entry.former().text())
                .put("sort", VersionBody.lower(entry.sort()).replace('_', '-'))
                .put("setAsideAt", entry.setAsideAt().toString())
                .put("droppedAt", entry.dueAt().toString());
        return entry.space() == null ? item : item.put("space", entry.space());
    }
}
