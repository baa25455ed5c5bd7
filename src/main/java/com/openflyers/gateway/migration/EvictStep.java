package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.provision.Fence;
import com.openflyers.gateway.provision.Mandate;
import com.openflyers.gateway.provision.Session;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Ends the sessions of a database that refuses new ones.
///
/// None of them should be in the middle of a write: the gates are closed and empty. One that is belongs to somebody who
/// passes the gates by, and its write is not ours to throw away.
final class EvictStep implements Step {

    private static final int TRIES = 40;
    private static final Duration LOOK = Duration.ofMillis(50);

    private static final String STILL_FENCING = """
            EXISTS (SELECT 1
                      FROM migration
                     WHERE id = #{migration} AND attempt = #{attempt} AND state = 'FENCING')
            """;

    private final Vertx vertx;
    private final Database database;
    private final Fence fence;

    EvictStep(MigrationParts parts) {
        this.vertx = parts.vertx();
        this.database = parts.database();
        this.fence = parts.fence();
    }

    @Override
    public End run(Migration migration) {
        var leaving = migration.leaving();
        var prepared = fence.preparedTransactions(database.pool(), leaving).await();
        if (prepared > 0) {
            return Step.failed(leaving + " has " + prepared
                    + " prepared transactions: they survive their sessions, and only their owner can end them");
        }
        var mandate = new Mandate(STILL_FENCING, Map.of("migration", migration.id(), "attempt", migration.attempt()));
        var ended = new JsonArray();
        for (var tries = 0; tries < TRIES; tries++) {
            var present = fence.sessions(database.pool(), leaving).await().stream()
                    .filter(session -> !session.background())
                    .toList();
            if (present.isEmpty()) {
                return Step.done(new JsonObject().put("ended", ended));
            }
            var stranger = stranger(present);
            if (!stranger.isEmpty()) {
                return Step.failed(stranger);
            }
            fence.end(database.pool(), leaving, mandate).await().forEach(session -> ended.add(json(session)));
            vertx.timer(LOOK.toMillis()).await();
        }
        return Step.failed("sessions of " + leaving + " come back faster than they can be ended");
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
