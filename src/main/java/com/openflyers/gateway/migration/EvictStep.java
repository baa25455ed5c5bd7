package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.provision.Fence;
import com.openflyers.gateway.provision.Session;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// Ends the sessions of a database that refuses new ones.
///
/// None of them should be in the middle of a write: the gates are closed and empty. One that is belongs to somebody who
/// passes the gates by, and its write is not ours to throw away.
final class EvictStep implements Step {

    private final Database database;
    private final Fence fence;
    private final EvictionWorkflow eviction;

    EvictStep(MigrationParts parts) {
        this.database = parts.database();
        this.fence = parts.fence();
        this.eviction = new EvictionWorkflow(parts);
    }

    @Override
    public End run(Migration migration) {
        var leaving = migration.leaving();
        var prepared = fence.preparedTransactions(database.pool(), leaving).await();
        if (prepared > 0) {
            return Step.failed(leaving + " has " + prepared
                    + " prepared transactions: they survive their sessions, and only their owner can end them");
        }
        var ended = new JsonArray();
        return eviction.evict(migration, leaving, EvictStep::stranger, session -> ended.add(json(session)))
                .map(Step::failed)
                .orElseGet(() -> Step.done(new JsonObject().put("ended", ended)));
    }

    private static List<String> stranger(List<Session> present) {
        return present.stream()
                .filter(session -> session.superuser() || session.wrote())
                .map(session ->
                        "session " + session.pid() + " of " + session.user() + " (" + session.application() + ") "
                                + (session.superuser()
                                        ? "is a superuser's, which we may not end"
                                        : "is in the middle of a write that did not come through the gates"))
                .toList();
    }

    private static JsonObject json(Session session) {
        return new JsonObject()
                .put("pid", session.pid())
                .put("user", session.user())
                .put("application", session.application())
                .put("state", session.state().orElse(""));
    }
}
