package com.openflyers.gateway.migration;

import com.openflyers.gateway.account.Account;
import com.openflyers.gateway.account.ClubExport;
import com.openflyers.gateway.account.RecordWorkflow;
import com.openflyers.gateway.account.StoreWorkflow;
import com.openflyers.gateway.db.StoredEnum;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;

/// The migrations of a club's spaces with where each stands, for the file with all data of the club.
final class MigrationExport implements ClubExport {

    private static final int MOST = 1000;

    private final StoreWorkflow store;
    private final RecordWorkflow records;
    private final MigrationRepository rows = new MigrationRepository();

    MigrationExport(StoreWorkflow store, RecordWorkflow records) {
        this.store = store;
        this.records = records;
    }

    @Override
    public JsonObject of(Account account) {
        var all = new JsonArray();
        for (var space : records.spaces(account)) {
            store.read(client -> rows.page(client, null, space.name(), MOST))
                    .forEach(migration -> all.add(json(migration)));
        }
        return new JsonObject().put("migrations", all);
    }

    private static JsonObject json(Migration migration) {
        return new JsonObject()
                .put("id", migration.id())
                .put("space", migration.space())
                .put("from", migration.from())
                .put("to", migration.to())
                .put("state", migration.state().name())
                .put("purpose", StoredEnum.word(migration.purpose()))
                .put("source", StoredEnum.word(migration.source()))
                .put("reference", migration.reference())
                .put("requestedBy", migration.requestedBy())
                .put("requestedAt", migration.requestedAt().toString())
                .put("dueAt", migration.dueAt().toString())
                .put("windowFrom", Objects.toString(migration.windowFrom(), null))
                .put("windowTo", Objects.toString(migration.windowTo(), null))
                .put("switchedAt", Objects.toString(migration.switchedAt(), null))
                .put("free", migration.free())
                .put("acceptedCents", migration.acceptedCents());
    }
}
