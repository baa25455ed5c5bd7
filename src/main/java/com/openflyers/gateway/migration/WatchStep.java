package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.fleet.Fleet;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.registry.Versions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// Watches the new version after the switch: that every node has followed, then for as long as it is observed.
///
/// Should it fall silent in its first minutes while nothing was written on it, going back is what everybody would ask
/// for: nobody waits until somebody does.
final class WatchStep implements Step {

    private static final Duration FOLLOWED_WITHIN = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration FIRST_MINUTES = Duration.ofMinutes(10);
    private static final Duration GLANCE = Duration.ofSeconds(5);

    private final Database database;
    private final MigrationRepository rows;
    private final Spaces spaces;
    private final Fleet fleet;
    private final Versions versions;
    private final SmokeWorkflow smoke;
    private final Vertx vertx;
    private final WrittenWorkflow written;
    private final MigrationSettings settings;

    WatchStep(MigrationParts parts, MigrationRepository rows, MigrationSettings settings) {
        this.database = parts.database();
        this.rows = rows;
        this.spaces = parts.spaces();
        this.fleet = parts.fleet();
        this.versions = parts.versions();
        this.smoke = parts.smoke();
        this.vertx = parts.vertx();
        this.written = new WrittenWorkflow(parts.manifests());
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
        var switchedAt = Objects.requireNonNull(migration.switchedAt());
        var until = switchedAt.plus(settings.observed());
        var isNew = now.isBefore(switchedAt.plus(FIRST_MINUTES));
        if (isNew && hasFallenSilent(migration) && written.since(migration).equals(Optional.of(0L))) {
            return new End.Said(
                    Event.REVERSE,
                    new JsonObject()
                            .put(Facts.FELL_SILENT, true)
                            // Nobody was asked, whatever was said before.
                            .put(Facts.LOSS_ACCEPTED, false)
                            .putNull(Facts.LOSS_SHOWN)
                            .put(Facts.BECAUSE, "no server of version " + migration.to() + " answers any more"));
        }
        if (!now.isBefore(until)) {
            var found = new JsonObject();
            written.since(migration).ifPresent(count -> found.put(Facts.WRITES, count));
            return Step.done(found);
        }
        var left = Duration.between(now, until);
        var longest = isNew ? GLANCE : HOUR;
        return Step.later(left.compareTo(LOOK) < 0 ? LOOK : left.compareTo(longest) > 0 ? longest : left);
    }

    /// For longer than a restart of all its servers takes.
    private boolean hasFallenSilent(Migration migration) {
        if (migration.course().isManual()) {
            return false;
        }
        var version = versions.find(database.pool(), migration.to()).await();
        if (version.isEmpty()) {
            return false;
        }
        var began = System.nanoTime();
        while (!smoke.isAlive(version.get().route())) {
            if (System.nanoTime() - began >= settings.silence().toNanos()) {
                return true;
            }
            vertx.timer(LOOK.toMillis()).await();
        }
        return false;
    }
}
