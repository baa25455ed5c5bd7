package com.openflyers.gateway.migration;

import com.openflyers.gateway.account.ClubPost;
import com.openflyers.gateway.mail.LetterLayout;
import com.openflyers.gateway.mail.Outbox;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.route.Space.Mode;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Writes to the club, at both its addresses, and has operators written to ([OperatorNotices]) when a human is needed.
public final class ClubNotices implements Notices {

    private final ClubPost post;
    private final UnaryOperator<String> addresses;
    private final MigrationRepository rows = new MigrationRepository();
    private final MigrationLetters letters;
    private final SwitchedLetters afterwards;
    private final OperatorNotices operators;
    private final RemovalLetters removals;
    private final MigrationSettings settings;

    public ClubNotices(Spaces spaces, Outbox outbox, LetterLayout layout, MigrationSettings settings) {
        this(spaces, outbox, layout, settings, Optional.empty(), host -> "https://" + host);
    }

    /// @param pages     where clubs follow their migrations, without the number
    /// @param addresses of a host, as people open it
    public ClubNotices(
            Spaces spaces,
            Outbox outbox,
            LetterLayout layout,
            MigrationSettings settings,
            Optional<String> pages,
            UnaryOperator<String> addresses) {
        this.post = new ClubPost(spaces, outbox);
        this.addresses = addresses;
        var paper = new MigrationPaper(layout, pages);
        this.letters = new MigrationLetters(paper);
        this.afterwards = new SwitchedLetters(paper);
        this.operators = new OperatorNotices(post, layout, addresses, settings.alarmAddress());
        this.removals = new RemovalLetters(layout);
        this.settings = settings;
    }

    @Override
    public Future<Void> requested(SqlConnection tx, Migration migration) {
        return rows.average(tx)
                .compose(average ->
                        toClub(tx, migration, (to, move) -> letters.requested(to, move, migration.dueAt(), average)));
    }

    @Override
    public Future<Void> tell(SqlConnection tx, Migration migration, Change change) {
        var attempt = Math.toIntExact(change.attempt());
        var because = because(migration, change);
        return switch (change.next()) {
            case REHEARSED ->
                migration.state() == State.SCHEDULED
                        ? postponed(tx, migration).compose(_ -> operators.needed(tx, migration, because))
                        : toClub(
                                tx,
                                migration,
                                (to, move) -> letters.rehearsed(
                                        to,
                                        move,
                                        attempt,
                                        Report.of(change.facts()).orElse(Report.EMPTY)));
            case SCHEDULED -> scheduled(tx, migration, change);
            case SWITCHED ->
                rows.now(tx)
                        .compose(now ->
                                toClub(tx, migration, (to, move) -> afterwards.switched(to, move, attempt, now)));
            case ROLLED_BACK ->
                toClub(tx, migration, (to, move) -> letters.rolledBack(to, move, attempt))
                        .compose(_ -> operators.needed(tx, migration, because));
            case NEEDS_HUMAN -> operators.needed(tx, migration, because);
            case AWAITING_CLUB ->
                migration.state() == State.OBSERVING
                        ? ask(tx, migration, change)
                        : stayed(tx, migration, attempt).compose(_ -> operators.needed(tx, migration, because));
            case REVERSED ->
                rows.now(tx)
                        .compose(now -> toClub(
                                tx,
                                migration,
                                (to, move) -> afterwards.reversed(
                                        to,
                                        move,
                                        attempt,
                                        now,
                                        !migration.known().fellSilent(),
                                        Written.last(migration))));
            case ACCEPTED ->
                migration.known().isAccepted()
                        ? Future.succeededFuture()
                        : toClub(tx, migration, (to, move) -> afterwards.accepted(to, move, settings.keepOriginal()));
            case REFUSED -> toClub(tx, migration, (to, move) -> letters.refused(to, move, because));
            case WITHDRAWN -> toClub(tx, migration, letters::withdrawn);
            case REQUESTED,
                    PREFLIGHT,
                    ARMED,
                    HOLDING,
                    FENCING,
                    FENCED,
                    RETURNING,
                    COPIED,
                    COUNTED,
                    MIGRATED,
                    VERIFIED,
                    AWAITING_COPY,
                    OBSERVING,
                    ARCHIVED -> Future.succeededFuture();
            case ABORTING ->
                migration.state() == State.AWAITING_COPY && change.facts().getBoolean(Facts.WITHDRAWN, false)
                        ? operators.withdrawn(tx, migration, because)
                        : Future.succeededFuture();
        };
    }

    private static String because(Migration migration, Change change) {
        var facts = migration.facts().copy().mergeIn(change.facts());
        return Objects.requireNonNullElse(facts.getString(Facts.BECAUSE), "");
    }

    private Future<Void> scheduled(SqlConnection tx, Migration migration, Change change) {
        var window = change.window();
        var from = window == null ? migration.windowFrom() : window.from();
        var until = window == null ? migration.windowTo() : window.to();
        if (from == null || until == null || migration.state() == State.ARMED) {
            return Future.succeededFuture();
        }
        var hold = settings.ahead(migration);
        return toClub(
                tx,
                migration,
                (to, move) -> hold.mode() == Mode.REFUSE
                        ? letters.interruptionAnnounced(to, move, migration.revision(), from, until)
                        : letters.scheduled(to, move, migration.revision(), from, until));
    }

    @Override
    public Future<Void> missed(SqlConnection tx, Migration migration) {
        return postponed(tx, migration)
                .compose(_ -> operators.needed(tx, migration, "the window that the club has chosen is over"));
    }

    /// A club that was told of a window is told when it comes to nothing.
    private Future<Void> postponed(SqlConnection tx, Migration migration) {
        var from = migration.windowFrom();
        var until = migration.windowTo();
        return from == null || until == null
                ? Future.succeededFuture()
                : toClub(tx, migration, (to, move) -> letters.postponed(to, move, from, until));
    }

    private Future<Void> ask(SqlConnection tx, Migration migration, Change change) {
        var attempt = Math.toIntExact(change.attempt());
        var writes = Optional.ofNullable(change.facts().getLong(Facts.WRITES));
        return toClub(
                tx, migration, (to, move) -> afterwards.awaitingClub(to, move, attempt, switchedAt(migration), writes));
    }

    /// Where nobody has asked for the way back, nobody waits for it.
    private Future<Void> stayed(SqlConnection tx, Migration migration, int attempt) {
        var loses = !migration.known().acceptsLoss();
        return migration.known().fellSilent()
                ? Future.succeededFuture()
                : toClub(
                        tx,
                        migration,
                        (to, move) -> afterwards.stayed(
                                to,
                                move,
                                attempt,
                                loses ? Written.last(migration) : Written.NOTHING,
                                migration.known().isAccepted()));
    }

    @Override
    public Future<Void> stuck(SqlConnection tx, Migration migration, String because) {
        return operators.stuck(tx, migration, because);
    }

    @Override
    public Future<Void> overdue(SqlConnection tx, Migration migration, Duration limit) {
        return operators.overdue(tx, migration, limit);
    }

    @Override
    public Future<Void> remind(SqlConnection tx, Migration migration, int days, Optional<Long> writes) {
        return toClub(tx, migration, (to, move) -> afterwards.reminder(to, move, days, switchedAt(migration), writes));
    }

    @Override
    public Future<Void> removalAsked(SqlConnection tx, String space, Instant droppedAt) {
        return post.toClub(
                tx,
                space,
                (to, found) ->
                        removals.asked(to, found.club().name(), space, addresses.apply(found.host()), droppedAt));
    }

    @Override
    public Future<Void> removed(SqlConnection tx, String space, Instant at) {
        return post.toClub(
                tx, space, (to, found) -> removals.done(to, found.club().name(), space, at));
    }

    private Future<Void> toClub(SqlConnection tx, Migration migration, MigrationPaper.Writing writing) {
        return post.toClub(
                tx,
                migration.space(),
                (to, space) -> writing.to(to, MigrationPaper.Move.of(migration, space, addresses)));
    }

    private static Instant switchedAt(Migration migration) {
        var switchedAt = migration.switchedAt();
        return switchedAt == null ? migration.requestedAt() : switchedAt;
    }
}
