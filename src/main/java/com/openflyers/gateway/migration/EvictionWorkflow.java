package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.provision.Fence;
import com.openflyers.gateway.provision.Mandate;
import com.openflyers.gateway.provision.Session;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Ends the sessions of a database for as long as its migration is where it was read, until nobody is left. Blocks.
final class EvictionWorkflow {

    private static final int TRIES = 40;
    private static final Duration LOOK = Duration.ofMillis(50);

    private static final String STILL_THERE = """
            EXISTS (SELECT 1
                      FROM migration
                     WHERE id = #{migration} AND attempt = #{attempt} AND state = #{state})
            """;

    private final Vertx vertx;
    private final Database database;
    private final Fence fence;

    EvictionWorkflow(MigrationParts parts) {
        this.vertx = parts.vertx();
        this.database = parts.database();
        this.fence = parts.fence();
    }

    /// @param objections asked before each round about those that are there; with any, nobody more is ended
    /// @param ended      told of each session that was
    /// @return why somebody is left, as a sentence; empty when nobody is
    Optional<String> evict(
            Migration migration,
            DatabaseName emptied,
            Function<List<Session>, List<String>> objections,
            Consumer<Session> ended) {
        var mandate = new Mandate(
                STILL_THERE,
                Map.of(
                        "migration", migration.id(),
                        "attempt", migration.attempt(),
                        "state", migration.state().name()));
        for (var tries = 0; tries < TRIES; tries++) {
            var present = fence.sessions(database.pool(), emptied).await().stream()
                    .filter(session -> !session.background())
                    .toList();
            if (present.isEmpty()) {
                return Optional.empty();
            }
            var against = objections.apply(present);
            if (!against.isEmpty()) {
                return Optional.of(String.join("; ", against));
            }
            fence.end(database.pool(), emptied, mandate).await().forEach(ended);
            vertx.timer(LOOK.toMillis()).await();
        }
        return Optional.of("sessions of " + emptied + " come back faster than they can be ended");
    }
}
