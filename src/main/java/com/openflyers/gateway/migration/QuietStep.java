package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.fleet.Barrier;
import com.openflyers.gateway.fleet.Fleet;
import com.openflyers.gateway.fleet.Word;
import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.registry.Spaces;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Waits for an instant in which nobody asks anything of the space, so that usually nobody waits at its gate; when
/// there is none, the gate is closed all the same.
///
/// Before that, every node must have shown that it follows the space: one that does not would be missed at the gate.
final class QuietStep implements Step {

    private static final Duration ARMED_WITHIN = Duration.ofSeconds(30);
    /// One space at a time is held: a look for its turn to the next.
    static final Duration ITS_TURN = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Database database;
    private final Spaces spaces;
    private final Fleet fleet;
    private final PreflightStep preflight;
    private final FreshArchiveWorkflow archive;
    private final SpareStep spare;
    private final MigrationRepository rows;
    private final Vertx vertx;
    private final MigrationSettings settings;

    QuietStep(MigrationParts parts, MigrationRepository rows, MigrationSettings settings) {
        this.database = parts.database();
        this.spaces = parts.spaces();
        this.fleet = parts.fleet();
        this.preflight = new PreflightStep(parts, settings);
        this.archive = new FreshArchiveWorkflow(parts, rows);
        this.spare = new SpareStep(parts, rows, settings);
        this.rows = rows;
        this.vertx = parts.vertx();
        this.settings = settings;
    }

    @Override
    public End run(Migration migration) {
        var space = spaces.find(database.pool(), migration.space()).await().orElseThrow();
        var barrier =
                fleet.reached(migration.space(), space.revision(), ARMED_WITHIN).await();
        if (barrier instanceof Barrier.Closed(var missing)) {
            return Step.failed(missing);
        }
        var obstacles = preflight.obstacles(migration);
        if (!obstacles.isEmpty()) {
            return Step.failed(obstacles);
        }
        if (migration.course().isManual()) {
            return Step.done();
        }
        if (spare.isWanted(migration)) {
            return spare.run(migration);
        }
        if (rows.otherHeld(database.pool(), migration).await().isPresent()) {
            return Step.later(ITS_TURN);
        }
        var missing = migration.purpose() == Purpose.CUTOVER
                ? archive.of(migration.known().origin(), migration.leaving(), migration.from())
                : Optional.<String>empty();
        return missing.isPresent() ? Step.failed(missing.get()) : awaitQuiet(migration);
    }

    private End awaitQuiet(Migration migration) {
        var began = System.nanoTime();
        var quietSince = began;
        var admitted = -1L;
        while (true) {
            var words = fleet.words(migration.space()).await();
            var now = System.nanoTime();
            var seen = admitted(words);
            if (seen != admitted || inFlight(words) > 0) {
                admitted = seen;
                quietSince = now;
            }
            var waited = Duration.ofNanos(now - began);
            var quiet = now - quietSince >= settings.quiet().toNanos();
            if (isTooLate(migration)) {
                return Step.failed("the window that the club has chosen is over");
            }
            if (quiet || waited.compareTo(settings.quietWait()) >= 0) {
                return new End.Done(
                        new JsonObject().put("quiet", quiet).put("waitedMillis", waited.toMillis()), new JsonObject());
            }
            vertx.timer(LOOK.toMillis()).await();
        }
    }

    private boolean isTooLate(Migration migration) {
        var end = migration.windowTo();
        return migration.purpose() == Purpose.CUTOVER
                && end != null
                && !migration.known().isWantedNow()
                && !rows.now(database.pool()).await().isBefore(end);
    }

    private static long admitted(List<Word> words) {
        return words.stream()
                .mapToLong(word -> word.said() == null ? 0 : word.said().admitted())
                .sum();
    }

    private static long inFlight(List<Word> words) {
        return words.stream()
                .mapToLong(word -> word.said() == null ? 0 : word.said().inFlight())
                .sum();
    }
}
