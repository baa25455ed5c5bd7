package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.provision.Fence;
import com.openflyers.gateway.provision.Mandate;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;

/// Ends the sessions that the new version's servers have left on the copy, which is about to be renamed.
final class LeaveCopyStep implements Step {

    private static final int TRIES = 40;
    private static final Duration LOOK = Duration.ofMillis(50);

    private static final String STILL_VERIFIED = """
            EXISTS (SELECT 1
                      FROM migration
                     WHERE id = #{migration} AND attempt = #{attempt} AND state = 'VERIFIED')
            """;

    private final Vertx vertx;
    private final Database database;
    private final Fence fence;

    LeaveCopyStep(MigrationParts parts) {
        this.vertx = parts.vertx();
        this.database = parts.database();
        this.fence = parts.fence();
    }

    @Override
    public End run(Migration migration) {
        if (migration.course().isManual()) {
            return Step.done();
        }
        var mandate = new Mandate(STILL_VERIFIED, Map.of("migration", migration.id(), "attempt", migration.attempt()));
        for (var tries = 0; tries < TRIES; tries++) {
            var present = fence.sessions(database.pool(), migration.copy()).await().stream()
                    .filter(session -> !session.background())
                    .count();
            if (present == 0) {
                return Step.done();
            }
            var _ = fence.end(database.pool(), migration.copy(), mandate).await();
            vertx.timer(LOOK.toMillis()).await();
        }
        return Step.failed("somebody stays connected to " + migration.copy());
    }
}
