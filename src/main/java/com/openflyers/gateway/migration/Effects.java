package com.openflyers.gateway.migration;

import com.openflyers.gateway.billing.Billing;
import com.openflyers.gateway.billing.Move;
import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.provision.Fence;
import com.openflyers.gateway.provision.Quarantine.Sort;
import com.openflyers.gateway.registry.Closing;
import com.openflyers.gateway.registry.Closures;
import com.openflyers.gateway.registry.Expected;
import com.openflyers.gateway.registry.Flip;
import com.openflyers.gateway.registry.Outcome;
import com.openflyers.gateway.registry.Pointers;
import com.openflyers.gateway.registry.Reservations;
import com.openflyers.gateway.registry.SpaceDatabase.Role;
import com.openflyers.gateway.registry.SpaceDatabases;
import com.openflyers.gateway.route.Closure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What a change of state does besides: to the gate, to the names of databases, to the pointer. All of it commits with
/// the change or not at all.
///
/// Names are changed before anything else, as the registry's counter is held from its first use to the commit and all
/// other changes wait for it.
final class Effects {

    private static final Duration STAND_BACK = Duration.ofMinutes(1);

    /// What an effect has found.
    ///
    /// @param facts    for the steps that follow
    /// @param evidence for the record
    record Found(JsonObject facts, JsonObject evidence) {

        static final Found NOTHING = new Found(new JsonObject(), new JsonObject());

        static Found of(JsonObject both) {
            return new Found(both, both);
        }
    }

    private final MigrationRepository rows;
    private final Fence fence;
    private final Shelving shelving;
    private final Closures closures;
    private final Reservations reservations;
    private final Pointers pointers;
    private final SpaceDatabases databases;
    private final Entitlements entitlements;
    private final Notices notices;
    private final Billing billing;
    private final MigrationSettings settings;

    Effects(MigrationRepository rows, MigrationParts parts, MigrationSettings settings) {
        this.rows = rows;
        this.fence = parts.fence();
        this.shelving = new Shelving(parts.fence(), parts.quarantine());
        this.closures = parts.closures();
        this.reservations = parts.reservations();
        this.pointers = parts.pointers();
        this.databases = parts.databases();
        this.entitlements = new Entitlements();
        this.notices = parts.notices();
        this.billing = parts.billing();
        this.settings = settings;
    }

    /// When the hold must have been decided, from the change on; empty when nothing is held, when an operator decides,
    /// and on the way back, which is gone on with until it works.
    Future<Optional<Instant>> deadline(SqlConnection tx, Migration before, State next) {
        if (next == State.HOLDING && !before.course().isManual()) {
            return rows.now(tx)
                    .map(now -> Optional.of(now.plus(settings.hold(before).longest())));
        }
        return Future.succeededFuture(Transitions.next(next, before.course(), Event.DEADLINE)
                .flatMap(_ -> Optional.ofNullable(before.deadline())));
    }

    Future<Found> commit(SqlConnection tx, Migration before, Change change) {
        return effect(tx, before, change)
                .compose(found -> notices.tell(tx, before, change).map(found));
    }

    private Future<Found> effect(SqlConnection tx, Migration before, Change change) {
        return switch (change.next()) {
            case ARMED -> reserve(tx, before);
            case HOLDING ->
                (before.course().isManual() ? nothing() : takeTurn(tx, before)).compose(_ -> close(tx, before));
            case FENCING -> fence.refuseConnections(tx, before.leaving()).map(Found.NOTHING);
            case FENCED -> fence.seal(tx, before.leaving(), before.fenced()).map(Found.NOTHING);
            case COPIED ->
                switch (before.state()) {
                    case RETURNING -> giveBack(tx, before);
                    case ARMED -> release(tx, before);
                    default -> nothing();
                };
            case SWITCHED -> switchOver(tx, before);
            case REVERSED -> switchBack(tx, before);
            case ROLLED_BACK -> giveBack(tx, before);
            case AWAITING_CLUB ->
                switch (before.state()) {
                    case OBSERVING -> nothing();
                    // The gate may be closed by somebody else.
                    case ARMED -> release(tx, before);
                    default -> giveBack(tx, before);
                };
            case SCHEDULED -> before.state() == State.ARMED ? standBack(tx, before) : nothing();
            case NEEDS_HUMAN -> before.state() == State.ARMED ? release(tx, before) : nothing();
            case REFUSED, WITHDRAWN ->
                (before.state() == State.ABORTING ? giveBack(tx, before) : release(tx, before))
                        .compose(_ -> entitlements.giveBack(tx, before.id()))
                        .map(Found.NOTHING);
            case ARCHIVED -> setAside(tx, before);
            case REQUESTED, PREFLIGHT, RETURNING, COUNTED, MIGRATED, VERIFIED, REHEARSED, AWAITING_COPY, OBSERVING ->
                nothing();
            case ABORTING -> isTooLarge(before, change) ? spareNext() : nothing();
            // From the first time that it says so, whatever way back has come to nothing since.
            case ACCEPTED ->
                before.known().isAccepted()
                        ? nothing()
                        : rows.now(tx).map(now -> Found.of(new JsonObject().put(Facts.ACCEPTED_AT, now.toString())));
        };
    }

    /// Or so it seems: its copy was not made in the time that people wait, and nobody has broken it off.
    private static boolean isTooLarge(Migration before, Change change) {
        return !change.facts().getBoolean(Facts.BROKEN_OFF, false)
                && !change.facts().getBoolean(Facts.WITHDRAWN, false)
                && before.purpose() == Purpose.REHEARSAL
                && before.state() == State.FENCED;
    }

    private static Future<Found> spareNext() {
        return Future.succeededFuture(Found.of(new JsonObject().put(Facts.SPARED, true)));
    }

    private Future<Found> reserve(SqlConnection tx, Migration before) {
        return reservations.take(tx, before.space(), before.holder()).compose(outcome -> switch (outcome) {
            case Outcome.Unchanged _ -> nothing();
            case Outcome.UnknownSpace _, Outcome.SpaceClosed _, Outcome.Reserved _ ->
                Future.failedFuture(new Impediment(Refusals.of(outcome)));
        });
    }

    private Future<Found> release(SqlConnection tx, Migration before) {
        return reservations.release(tx, before.space(), before.holder()).map(Found.NOTHING);
    }

    /// What was in the way will not be gone at once: trying without a pause would only fill the evidence.
    private Future<Found> standBack(SqlConnection tx, Migration before) {
        return release(tx, before)
                .compose(_ -> rows.now(tx))
                .map(now -> Found.of(new JsonObject()
                        .put(Facts.NOT_BEFORE, now.plus(STAND_BACK).toString())));
    }

    /// One space at a time: what two copies at once take is more than either rehearsal has shown.
    private Future<Found> takeTurn(SqlConnection tx, Migration before) {
        return rows.lockHolds(tx)
                .compose(_ -> rows.otherHeld(tx, before))
                .compose(other -> other.isEmpty()
                        ? nothing()
                        : Future.failedFuture(new NotYet(other.get() + " is held for another migration")));
    }

    private Future<Found> close(SqlConnection tx, Migration before) {
        var hold = settings.hold(before);
        return rows.now(tx).compose(now -> {
            var closure = new Closure(
                    hold.mode(), now.plus(hold.announced()), Closure.Ending.STAYS, hold.french(), hold.english());
            var closing = new Closing(closure, reason(before), before.holder().name());
            return closures.close(tx, before.space(), closing, Expected.ANY, before.holder())
                    .compose(outcome -> outcome instanceof Outcome.Written(var revision, var _)
                            ? Future.succeededFuture(Found.of(new JsonObject()
                                    .put(Facts.HOLD_REVISION, revision)
                                    .put(Facts.HELD_AT, now.toString())
                                    .put("mode", hold.mode().name())))
                            : Future.failedFuture(new Impediment(Refusals.gateStays(outcome))));
        });
    }

    /// The space is open again on the version that served before, whatever of the fence had been done.
    private Future<Found> giveBack(SqlConnection tx, Migration before) {
        var reopened = before.course().isManual()
                ? Future.<Void>succeededFuture()
                : fence.reopen(tx, before.leaving(), before.fenced());
        return reopened.compose(_ -> open(tx, before));
    }

    private Future<Found> open(SqlConnection tx, Migration before) {
        return release(tx, before)
                .compose(_ -> closures.open(tx, before.space(), Expected.ANY, before.holder()))
                .map(Found.NOTHING);
    }

    /// The point of decision.
    private Future<Found> switchOver(SqlConnection tx, Migration before) {
        return (before.course().isManual() ? nothing() : takeNames(tx, before))
                .compose(found -> move(tx, before, before.from(), before.to())
                        .compose(move -> billing.moved(tx, move))
                        .map(found))
                .compose(found -> flip(tx, before, before.to())
                        .map(revision -> Found.of(found.facts().copy().put("revision", revision))));
    }

    /// Passes only if nobody is left on the copy, and takes its name away from whoever might come late.
    private Future<Found> takeNames(SqlConnection tx, Migration before) {
        var target = before.known().target();
        return fence.rename(tx, before.copy(), target)
                .compose(_ -> databases.rename(
                        tx, before.leaving().text(), before.fenced().text(), Role.FENCED))
                .compose(_ -> databases.add(tx, before.space(), before.to(), target.text(), Role.LIVE))
                .map(Found.of(new JsonObject().put(Facts.KEPT, before.fenced().text())));
    }

    private Future<Found> switchBack(SqlConnection tx, Migration before) {
        var known = before.known();
        var names = before.course().isManual()
                ? Future.<Void>succeededFuture()
                : fence.reopen(tx, known.origin(), known.kept())
                        .compose(_ -> databases.rename(
                                tx, known.kept().text(), known.origin().text(), Role.LIVE))
                        .compose(_ -> databases.rename(
                                tx, known.target().text(), before.fenced().text(), Role.FENCED));
        // Who had it for nothing is asked before that is given back.
        return names.compose(_ -> move(tx, before, before.to(), before.from()))
                .compose(move -> billing.movedBack(tx, move))
                .compose(_ -> entitlements.giveBack(tx, before.id()))
                .compose(_ -> flip(tx, before, before.from()))
                .compose(revision ->
                        rows.now(tx).map(now -> Found.of(left(before, now).put("revision", revision))));
    }

    /// The new version's database is kept now as the old one's was: what had been said of that is over.
    private static JsonObject left(Migration before, Instant now) {
        return before.course().isManual()
                ? new JsonObject()
                : new JsonObject()
                        .put(Facts.KEPT, before.fenced().text())
                        .put(Facts.REVERSED_AT, now.toString())
                        .putNull(Facts.ARCHIVED_AT);
    }

    private Future<Move> move(SqlConnection tx, Migration before, String from, String to) {
        var cents = before.acceptedCents();
        var cause = before.holder().name();
        return entitlements
                .isFree(tx, before.id())
                .compose(free -> rows.now(tx)
                        .map(now -> new Move(before.space(), from, to, now, cause, free || cents == null ? 0 : cents)));
    }

    /// Pointer and gate together: whoever waited at the gate goes where the pointer leads now.
    private Future<Long> flip(SqlConnection tx, Migration before, String version) {
        var flip =
                new Flip(before.space(), version, Expected.ANY, before.holder().name(), reason(before));
        return reservations
                .release(tx, before.space(), before.holder())
                .compose(_ -> pointers.flip(tx, flip))
                .compose(outcome -> outcome instanceof Outcome.Flipped flipped
                        ? closures.open(tx, before.space(), Expected.ANY, before.holder())
                                .map(flipped.revision())
                        : Future.failedFuture(new Impediment(Refusals.pointerStays(outcome))));
    }

    private Future<Found> setAside(SqlConnection tx, Migration before) {
        if (before.course().isManual()) {
            return nothing();
        }
        return shelving.shelve(tx, before.known().kept(), Sort.ARCHIVED_ORIGINAL)
                .map(aside -> Found.of(new JsonObject()
                        .put("quarantined", aside.name().text())
                        .put("droppedAt", aside.dueAt().toString())));
    }

    private static String reason(Migration migration) {
        return migration.holder().name() + ", " + migration.purpose().name().toLowerCase(Locale.ROOT) + " from "
                + migration.from() + " to " + migration.to();
    }

    private static Future<Found> nothing() {
        return Future.succeededFuture(Found.NOTHING);
    }
}
