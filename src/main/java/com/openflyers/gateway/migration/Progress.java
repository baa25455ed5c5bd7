package com.openflyers.gateway.migration;

import com.openflyers.gateway.migration.Course.Purpose;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Changes the state of a migration: the one place that does, whoever caused it.
///
/// In one transaction of the caller's: the row moves, if it is still as it was read; what the change means for gates,
/// names and pointers is done ([Effects]); and the line of evidence is added. None of it without the rest.
final class Progress {

    private final MigrationRepository rows;
    private final EvidenceRepository lines = new EvidenceRepository();
    private final Effects effects;

    Progress(MigrationRepository rows, Effects effects) {
        this.rows = rows;
        this.effects = effects;
    }

    /// What has happened to a migration.
    ///
    /// @param by     who, or which node
    /// @param began  when the work on it began
    /// @param found  for the evidence
    /// @param facts  for the steps that follow
    /// @param window the new one, if there is one
    record Happening(
            Event event,
            String by,
            Instant began,
            JsonObject found,
            JsonObject facts,
            Request.@Nullable Window window) {

        static Happening of(Event event, String by, JsonObject found) {
            return new Happening(event, by, Instant.now(), found, new JsonObject(), null);
        }
    }

    /// @return the migration as it is from the commit on
    /// @throws Overtaken in the future, if it was moved since `before` was read
    Future<Migration> advance(SqlConnection tx, Migration before, Happening happening) {
        var next = Transitions.next(before.state(), before.course(), happening.event())
                .orElseThrow(() -> new IllegalStateException(
                        happening.event() + " has no place in " + before.state() + " of migration " + before.id()));
        return begin(tx, before, next, happening)
                .compose(change -> rows.move(tx, before, change)
                        .compose(moved -> moved
                                ? effects.commit(tx, before, change)
                                : Future.failedFuture(new Overtaken(before))))
                .compose(found -> rows.note(tx, before.id(), found.facts())
                        .compose(_ -> lines.lastHash(tx, before.id()))
                        .compose(hash -> lines.add(
                                tx,
                                before.id(),
                                Evidence.after(
                                        hash,
                                        before,
                                        happening.event(),
                                        next,
                                        happening.by(),
                                        happening.began(),
                                        happening.found().copy().mergeIn(found.evidence())))))
                .compose(_ -> rows.find(tx, before.id()))
                .map(found -> found.orElseThrow());
    }

    /// A try begins when the space is armed: it has a number, and by it names that no other try has. Why the one before
    /// stopped is no word about this one.
    private Future<Change> begin(SqlConnection tx, Migration before, State next, Happening happening) {
        if (next != State.ARMED) {
            return effects.deadline(tx, before, next)
                    .map(deadline -> new Change(
                            next,
                            before.purpose(),
                            before.attempt(),
                            happening.facts(),
                            deadline.orElse(null),
                            happening.window()));
        }
        return rows.nextAttempt(tx)
                .map(attempt -> new Change(
                        State.ARMED,
                        purpose(before, happening.event()),
                        attempt,
                        new JsonObject().putNull(Facts.BECAUSE).mergeIn(happening.facts()),
                        null,
                        happening.window()));
    }

    private static Purpose purpose(Migration before, Event event) {
        if (event == Event.REVERSE) {
            return Purpose.REVERSE;
        }
        return before.state() == State.PREFLIGHT ? Purpose.REHEARSAL : Purpose.CUTOVER;
    }
}
