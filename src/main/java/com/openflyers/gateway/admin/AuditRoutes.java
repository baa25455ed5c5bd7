package com.openflyers.gateway.admin;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.registry.Audit;
import com.openflyers.gateway.registry.AuditRecord;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/// Who did what.
final class AuditRoutes {

    private final Database database;
    private final Audit audit;

    AuditRoutes(Database database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    Map<String, Operation> operations() {
        return Map.of("listAudit", this::list);
    }

    private Future<Answer> list(Call call) {
        var limit = (int) call.number("limit", Listing.USUAL);
        return audit.page(database.pool(), call.number("after", Long.MAX_VALUE), limit)
                .map(records -> Answer.ok(Listing.of(records, limit, AuditRecord::id, AuditRoutes::item)));
    }

    private static JsonObject item(AuditRecord record) {
        var entry = record.entry();
        return new JsonObject()
                .put("id", record.id())
                .put("at", record.at().toString())
                .put("actor", entry.actor())
                .put("action", entry.action())
                .put("target", entry.target())
                .put("detail", entry.detail());
    }
}
