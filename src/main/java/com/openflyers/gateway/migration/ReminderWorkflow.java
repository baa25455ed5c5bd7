package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.migration.WaitingRepository.Waiting;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Writes the letters that no change of state writes, because only their day has come: to operators about clubs that
/// wait for their migration, to clubs that were asked something, and to those whose test space is gone.
///
/// Any number of nodes may do so at once and again: each letter is in the outbox once. Of several limits that were
/// passed while nobody looked, only the last is told. Blocks; only on virtual threads.
final class ReminderWorkflow {

    private static final List<Duration> ALARMS = List.of(Duration.ofHours(24), Duration.ofDays(5));
    private static final List<Duration> REMINDERS =
            Stream.of(7, 21, 30).map(Duration::ofDays).toList();
    private static final long ANSWER_SECONDS = 30;

    private final Database database;
    private final Notices notices;
    private final MigrationRepository rows;
    private final WaitingRepository waiting = new WaitingRepository();
    private final RemovalRepository removals = new RemovalRepository();
    private final WrittenWorkflow written;
    private final InstantSource clock;

    ReminderWorkflow(MigrationParts parts, MigrationRepository rows, InstantSource clock) {
        this.database = parts.database();
        this.notices = parts.notices();
        this.rows = rows;
        this.written = new WrittenWorkflow(parts.manifests());
        this.clock = clock;
    }

    /// Whatever is due now.
    void write() {
        var now = clock.instant();
        await(waiting.forSwitch(database.pool(), now.minus(ALARMS.getFirst()))).forEach(each -> alarm(each, now));
        await(waiting.forClub(database.pool(), now.minus(REMINDERS.getFirst()))).forEach(each -> remind(each, now));
        await(waiting.forWindow(database.pool(), now)).forEach(each -> tellOfMissed(each, now));
        await(removals.done(database.pool(), now)).forEach(space -> tellOfEnd(space, now));
    }

    private void alarm(Waiting late, Instant now) {
        var limit = lastPassed(ALARMS, late, now);
        await(database.transaction(tx -> rows.lock(tx, late.migration()).compose(found -> {
            // It may have been switched or withdrawn meanwhile.
            if (found.isEmpty()
                    || found.get().switchedAt() != null
                    || found.get().state().isOver()) {
                return Future.succeededFuture();
            }
            return notices.overdue(tx, found.get(), limit);
        })));
    }

    /// What was written since the switch is counted outside of the transaction: it takes as long as it takes.
    private void remind(Waiting silent, Instant now) {
        var days = Math.toIntExact(lastPassed(REMINDERS, silent, now).toDays());
        var migration = await(rows.find(database.pool(), silent.migration())).orElseThrow();
        if (!mayRemind(migration, days)) {
            return;
        }
        var writes = written.since(migration);
        await(database.transaction(tx -> rows.lock(tx, migration.id())
                .map(found -> found.filter(each -> mayRemind(each, days)))
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture()
                        : notices.remind(tx, found.get(), days, writes)
                                .compose(_ ->
                                        rows.note(tx, migration.id(), new JsonObject().put(Facts.REMINDED, days))))));
    }

    private static boolean mayRemind(Migration migration, int days) {
        return migration.state() == State.AWAITING_CLUB && migration.facts().getInteger(Facts.REMINDED, 0) < days;
    }

    private void tellOfMissed(Waiting missed, Instant now) {
        await(database.transaction(tx -> rows.lock(tx, missed.migration()).compose(found -> {
            var window = found.map(Migration::windowTo);
            // It may have begun all the same, or have another window.
            return found.isEmpty()
                            || found.get().state() != State.SCHEDULED
                            || window.filter(now::isBefore).isPresent()
                    ? Future.succeededFuture()
                    : notices.missed(tx, found.get());
        })));
    }

    private void tellOfEnd(String space, Instant now) {
        await(database.transaction(tx -> removals.forget(tx, space)
                .compose(forgotten -> forgotten ? notices.removed(tx, space, now) : Future.succeededFuture())));
    }

    private static Duration lastPassed(List<Duration> limits, Waiting waiting, Instant now) {
        return limits.stream()
                .filter(limit -> !now.isBefore(waiting.since().plus(limit)))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static <T> T await(Future<T> future) {
        return future.timeout(ANSWER_SECONDS, TimeUnit.SECONDS).await();
    }
}
