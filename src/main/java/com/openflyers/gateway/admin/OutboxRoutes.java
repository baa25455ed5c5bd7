package com.openflyers.gateway.admin;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.mail.Outbox;
import com.openflyers.gateway.mail.OutboxEntry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;

/// The mails that wait, went out, or were given up; and another chance for the last.
final class OutboxRoutes {

    private final Database database;
    private final Outbox outbox = new Outbox();
    private final Changes changes;

    OutboxRoutes(Database database, Changes changes) {
        this.database = database;
        this.changes = changes;
    }

    Map<String, Operation> operations() {
        return Map.of("listOutbox", this::list, "retryMail", this::retry);
    }

    private Future<Answer> list(Call call) {
        var limit = (int) call.number("limit", Listing.USUAL);
        var state = call.query("state").map(word -> OutboxEntry.State.valueOf(word.toUpperCase(Locale.ROOT)));
        return outbox.page(database.pool(), state, call.number("after", Long.MAX_VALUE), limit)
                .map(entries -> Answer.ok(Listing.of(entries, limit, OutboxEntry::id, OutboxRoutes::item)));
    }

    private Future<Answer> retry(Call call) {
        var id = call.id("id");
        return database.transaction(
                call.ending(),
                tx -> outbox.retry(tx, id)
                        .compose(retried -> retried
                                ? changes.record(tx, call.operator(), "mail.retry", "mail/" + id, new JsonObject())
                                        .map((Answer) new Answer.Done())
                                : Future.succeededFuture(new Answer.Refused(Problems.noDeadMail(id)))));
    }

    private static JsonObject item(OutboxEntry entry) {
        var item = new JsonObject()
                .put("id", entry.id())
                .put("cause", entry.cause())
                .put("to", entry.to())
                .put("language", entry.language().tag())
                .put("subject", entry.subject())
                .put("state", entry.state().word())
                .put("attempts", entry.attempts())
                .put("createdAt", entry.createdAt().toString());
        entry.sentAt().ifPresent(at -> item.put("sentAt", at.toString()));
        entry.lastError().ifPresent(error -> item.put("lastError", error));
        return entry.state() == OutboxEntry.State.WAITING
                ? item.put("nextAttemptAt", entry.nextAttemptAt().toString())
                : item;
    }
}
