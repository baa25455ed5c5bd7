package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.fleet.Fleet;
import com.openflyers.gateway.registry.Spaces;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Objects;

/// Watches the new version after the switch: that every node has followed, then for as long as it is observed.
final class WatchStep implements Step {

    private static final Duration FOLLOWED_WITHIN = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Database database;
    private final MigrationRepository rows;
    private final Spaces spaces;
    private final Fleet fleet;
    private final WrittenWorkflow written;
    private final MigrationSettings settings;

    WatchStep(MigrationParts parts, MigrationRepository rows, MigrationSettings settings) {
        this.database = parts.database();
        this.rows = rows;
        this.spaces = parts.spaces();
        this.fleet = parts.fleet();
        this.written = new WrittenWorkflow(parts.births());
        this.settings = settings;
    }

    @Override
    public End run(Migration migration) {
        return switch (migration.state()) {
            case SWITCHED -> followed(migration);
            case OBSERVING -> observed(migration);
            default -> Step.later(HOUR);
        };
    }

    /// A node that has not followed stays closed to the space until it has: nobody waits for it here.
    private End followed(Migration migration) {
        var revision = spaces.find(database.pool(), migration.space())
                .await()
                .orElseThrow()
                .revision();
        var reached = fleet.waitApplied(revision, FOLLOWED_WITHIN).await();
        return new End.Done(
                new JsonObject().put("applied", reached.applied()).put("live", reached.live()), new JsonObject());
    }

    private End observed(Migration migration) {
        var now = rows.now(database.pool()).await();
        var until = Objects.requireNonNull(migration.switchedAt()).plus(settings.observed());
        if (!now.isBefore(until)) {
            var found = new JsonObject();
            written.since(migration).ifPresent(count -> found.put(Facts.WRITES, count));
            return Step.done(found);
        }
        var left = Duration.between(now, until);
        return Step.later(left.compareTo(LOOK) < 0 ? LOOK : left.compareTo(HOUR) > 0 ? HOUR : left);
    }
}
