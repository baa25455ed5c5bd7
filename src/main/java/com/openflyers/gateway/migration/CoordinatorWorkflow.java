package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.fleet.Fleet;
import com.openflyers.gateway.fleet.Word;
import com.openflyers.gateway.migration.Progress.Happening;
import com.openflyers.gateway.provision.Obstacle;
import com.openflyers.gateway.provision.StatementFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Drives migrations: claims one that has something to be done, does its step, commits what follows, and goes on until
/// there is something to wait for.
///
/// Several nodes may; a claim keeps them from doing the same work, and does not keep anything safe: that does the
/// change of state, which only one of them can commit. A hold whose deadline is over is taken whoever has claimed it.
/// Blocks; only on virtual threads.
final class CoordinatorWorkflow {

    private static final Logger LOG = Logger.getLogger(CoordinatorWorkflow.class.getName());

    /// A node that dies behind a closed gate keeps its members waiting for so long, until another takes its place.
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration RENEWAL = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    /// To another try, where nobody says otherwise.
    private static final Duration AGAIN = Duration.ofSeconds(1);
    /// Tries in a row that have come to nothing, before operators hear of it: half a minute.
    static final int PATIENCE = 5;

    private final Vertx vertx;
    private final Database database;
    private final MigrationRepository rows;
    private final ClaimRepository claims = new ClaimRepository();
    private final Steps steps;
    private final Progress progress;
    private final Notices notices;
    private final Fleet fleet;
    private final MigrationSettings settings;
    private final StepObserver observer;
    private final String node;

    CoordinatorWorkflow(
            MigrationParts parts,
            MigrationRepository rows,
            MigrationSettings settings,
            Progress progress,
            StepObserver observer,
            String node) {
        this.vertx = parts.vertx();
        this.database = parts.database();
        this.rows = rows;
        this.steps = new Steps(parts, rows, settings);
        this.progress = progress;
        this.notices = parts.notices();
        this.fleet = parts.fleet();
        this.settings = settings;
        this.observer = observer;
        this.node = node;
    }

    /// A migration that nobody else is at.
    ///
    /// @param claimant of this drive alone: should it hang, the node's other drives are others, too
    record Claim(Migration migration, UUID claimant) {}

    /// Takes a migration that has something to be done; empty when there is none.
    ///
    /// @param onlyHeld whether only one for which a gate is closed
    Optional<Claim> claim(boolean onlyHeld) {
        var claimant = UUID.randomUUID();
        return claims.claim(database.pool(), claimant, LEASE, onlyHeld)
                .compose(id -> id.map(found -> rows.find(database.pool(), found))
                        .orElse(Future.succeededFuture(Optional.empty())))
                .timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                .await()
                .map(migration -> new Claim(migration, claimant));
    }

    /// Takes the migration as far as it goes.
    void drive(Claim claim) {
        var claimed = claim.migration();
        var claimant = claim.claimant();
        var renewal = vertx.setPeriodic(RENEWAL.toMillis(), _ -> {
            // One that fails is one that is late: the next may work, and nothing depends on it.
            var _ = claims.renew(database.pool(), claimed.id(), claimant, LEASE);
        });
        var again = AGAIN;
        var last = claimed;
        var troubled = false;
        Optional<String> unforeseen = Optional.empty();
        try {
            var current = Optional.of(claimed);
            while (current.isPresent()) {
                var migration = current.get();
                last = migration;
                switch (end(migration)) {
                    case Step.End.Waiting(var wait) -> {
                        again = wait;
                        return;
                    }
                    case Step.End.Done(var found, var facts) -> current = commit(migration, Event.DONE, found, facts);
                    case Step.End.Said(var event, var facts) -> current = commit(migration, event, facts, facts);
                    case Step.End.Failed(var because, var found, var facts) ->
                        current = fail(migration, because, found, facts);
                }
            }
            troubled = true;
        } catch (Overtaken overtaken) {
            LOG.info(overtaken.getMessage());
        } catch (NotYet wait) {
            LOG.fine(() -> named(claimed) + " waits: " + wait.getMessage());
        } catch (Exception e) {
            // Not only those that run-time ones are: an await throws a timeout undeclared.
            unforeseen = unforeseen(claimed, e);
            troubled = unforeseen.isPresent();
        } finally {
            vertx.cancelTimer(renewal);
            leave(last, claimant, again, troubled, unforeseen);
        }
    }

    /// What JDBC is interrupted in it says in its own way, and leaves the flag for the next that waits.
    ///
    /// @return a sentence for an operator, if it is one that may come again
    private Optional<String> unforeseen(Migration migration, Exception e) {
        if (Thread.interrupted() || e instanceof InterruptedException) {
            LOG.info(named(migration) + " is left where it is: this node stops");
            return Optional.empty();
        }
        LOG.log(Level.WARNING, named(migration) + " is tried again", e);
        return Optional.of("nobody has foreseen this, the log of node " + node + " has more: " + e);
    }

    private Step.End end(Migration migration) {
        var before = objection(migration);
        if (before.isPresent()) {
            return Step.failed(before.get());
        }
        observer.before(migration);
        var end = run(migration);
        observer.after(migration);
        // A step that took too long must not decide.
        return end instanceof Step.End.Failed
                ? end
                : objection(migration).<Step.End>map(Step::failed).orElse(end);
    }

    /// Why a hold must end now, whatever has been done.
    private Optional<String> objection(Migration migration) {
        if (migration.deadline() == null) {
            return Optional.empty();
        }
        return isLate(migration) ? Optional.of("the hold was not decided in time") : crowd(migration);
    }

    /// Beyond its places a gate turns people away. They are given back their service before that.
    private Optional<String> crowd(Migration migration) {
        var waiting = fleet.words(migration.space()).timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS).await().stream()
                .mapToLong(Word::held)
                .max()
                .orElse(0);
        return waiting > settings.heldMost()
                ? Optional.of(waiting + " requests wait at one node: soon it would turn others away")
                : Optional.empty();
    }

    /// A statement that fails for no reason that its step knows, such as one of the scripts' or the ledger's own,
    /// fails the next time as well; so does what a full disk was in the way of, or a file that cannot be read.
    private Step.End run(Migration migration) {
        try {
            return steps.of(migration).run(migration);
        } catch (StatementFailure | Obstacle | UncheckedIOException failure) {
            var place = Transitions.next(migration.state(), migration.course(), Event.FAILED);
            if (place.isEmpty() || (failure instanceof StatementFailure statement && statement.mayPass())) {
                throw failure;
            }
            return Step.failed(String.valueOf(failure.getMessage()));
        }
    }

    /// By the clock of this node: an early end of a hold is safe, and a late one is committed by nobody, as
    /// another node has moved the row by then.
    private static boolean isLate(Migration migration) {
        var deadline = migration.deadline();
        return deadline != null && !Instant.now().isBefore(deadline);
    }

    /// What cannot be committed has failed; what has failed on the way back is tried again, for ever.
    private Optional<Migration> commit(Migration migration, Event event, JsonObject found, JsonObject facts) {
        try {
            return Optional.of(advance(migration, event, found, facts));
        } catch (Obstacle | Impediment e) {
            return fail(migration, String.valueOf(e.getMessage()), found, new JsonObject());
        }
    }

    private Optional<Migration> fail(Migration migration, String because, JsonObject found, JsonObject facts) {
        LOG.warning(named(migration) + ", " + migration.state() + ": " + because);
        if (Transitions.next(migration.state(), migration.course(), Event.FAILED)
                .isEmpty()) {
            callForHelp(migration, because);
            return Optional.empty();
        }
        var why = new JsonObject().put(Facts.BECAUSE, because);
        return Optional.of(advance(
                migration, Event.FAILED, found.copy().mergeIn(why), facts.copy().mergeIn(why)));
    }

    /// It is tried again, for ever; but not behind everybody's back. While a gate is closed there is the time of the
    /// hold for it.
    private void callForHelp(Migration migration, String because) {
        var heldAt = migration.facts().getString(Facts.HELD_AT);
        var isHeld = migration.state() == State.ABORTING || migration.state() == State.RETURNING;
        if (isHeld
                && heldAt != null
                && Instant.now().isBefore(Instant.parse(heldAt).plus(settings.holdBudget()))) {
            return;
        }
        database.transaction(tx -> notices.stuck(tx, migration, because))
                .timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                .await();
    }

    private Migration advance(Migration migration, Event event, JsonObject found, JsonObject facts) {
        var began = Instant.now();
        var happening = new Happening(event, node, began, found, facts, null);
        observer.beforeCommit(migration, event);
        var moved = database.transaction(tx -> progress.advance(tx, migration, happening))
                .timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                .await();
        observer.committed(moved);
        LOG.info(() -> named(moved) + ": " + migration.state() + " to " + moved.state());
        return moved;
    }

    /// @param troubled   whether the try has come to nothing
    /// @param unforeseen what operators have not been told yet
    private void leave(Migration last, UUID claimant, Duration again, boolean troubled, Optional<String> unforeseen) {
        try {
            var times = claims.leave(database.pool(), last, claimant, again, troubled)
                    .timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                    .await();
            // A hold that has a deadline ends by itself.
            if (unforeseen.isPresent() && times >= PATIENCE && last.deadline() == null) {
                callForHelp(last, unforeseen.get());
            }
        } catch (Exception e) {
            // Then the claim ends by itself, and help is called for the next time. Also an interruption, which an await
            // throws undeclared.
            LOG.log(Level.FINE, "the claim on " + named(last) + " was not given back", e);
        }
    }

    private static String named(Migration migration) {
        return "migration " + migration.id() + " of " + migration.space();
    }
}
