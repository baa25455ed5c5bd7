package com.openflyers.gateway.admin;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.Ending;
import com.openflyers.gateway.registry.Audit;
import com.openflyers.gateway.registry.AuditEntry;
import com.openflyers.gateway.registry.Follower;
import com.openflyers.gateway.registry.Outcome;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Function;

/// Makes an operator's changes of the registry: each is written to the audit in its own transaction, and
/// applied on this node before it is answered.
final class Changes {

    /// A change that was committed is answered even if this node cannot read it back in this time.
    private static final Duration APPLIED_WITHIN = Duration.ofSeconds(3);

    private final Database database;
    private final Audit audit;
    private final Follower follower;

    Changes(Database database, Audit audit, Follower follower) {
        this.database = database;
        this.audit = audit;
        this.follower = follower;
    }

    /// @param action such as `pointer.put`
    /// @param target such as `space/aeroclub`
    /// @param detail what the audit keeps besides the revision
    <O extends Outcome> Future<O> make(
            Call call, String action, String target, JsonObject detail, Function<SqlConnection, Future<O>> change) {
        return make(call.ending(), call.operator(), action, target, detail, change);
    }

    <O extends Outcome> Future<O> make(
            Ending ending,
            Operator operator,
            String action,
            String target,
            JsonObject detail,
            Function<SqlConnection, Future<O>> change) {
        return database.transaction(
                        ending,
                        tx -> change.apply(tx)
                                .compose(outcome -> remember(tx, outcome, operator, action, target, detail)))
                .compose(outcome -> ending == Ending.COMMIT ? applied(outcome) : Future.succeededFuture(outcome));
    }

    /// Puts into the audit what the caller does in its own transaction to something that has no revision of
    /// the registry.
    Future<Void> record(SqlConnection tx, Operator operator, String action, String target, JsonObject detail) {
        return audit.append(tx, new AuditEntry(operator.subject(), action, target, detail));
    }

    /// The answer to a change after which all is as wished. A dry run has no revision to tell of.
    static Answer done(Call call, long revision, Answer.Effect effect) {
        var status = effect == Answer.Effect.CREATED ? 201 : 200;
        var body = new JsonObject().put("changed", effect != Answer.Effect.NONE);
        return switch (call.ending()) {
            case COMMIT -> new Answer.Told(status, OptionalLong.of(revision), body.put("revision", revision));
            case ROLLBACK -> new Answer.Told(status, OptionalLong.empty(), body.put("dryRun", true));
        };
    }

    private <O extends Outcome> Future<O> remember(
            SqlConnection tx, O outcome, Operator operator, String action, String target, JsonObject detail) {
        var revision = revision(outcome);
        if (revision.isEmpty()) {
            return Future.succeededFuture(outcome);
        }
        var told = detail.copy().put("revision", revision.getAsLong());
        return audit.append(tx, new AuditEntry(operator.subject(), action, target, told))
                .map(outcome);
    }

    private <O extends Outcome> Future<O> applied(O outcome) {
        var revision = revision(outcome);
        return revision.isEmpty()
                ? Future.succeededFuture(outcome)
                : follower.reach(revision.getAsLong(), APPLIED_WITHIN)
                        .otherwiseEmpty()
                        .map(outcome);
    }

    /// Of the change that was made; empty when none was.
    private static OptionalLong revision(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Flipped flipped -> OptionalLong.of(flipped.revision());
            case Outcome.Written written -> OptionalLong.of(written.revision());
            case Outcome.Removed removed -> OptionalLong.of(removed.revision());
            case Outcome.Closed closed -> OptionalLong.of(closed.revision());
            case Outcome.Unchanged _,
                    Outcome.StaleRevision _,
                    Outcome.UnknownSpace _,
                    Outcome.SpaceClosed _,
                    Outcome.Reserved _,
                    Outcome.UnknownVersion _,
                    Outcome.NoDatabase _,
                    Outcome.Fenced _,
                    Outcome.MovedByHand _,
                    Outcome.ToBeMovedByHand _,
                    Outcome.InUse _,
                    Outcome.Remembered _,
                    Outcome.NameRetired _,
                    Outcome.InTheMaking _,
                    Outcome.BadName _,
                    Outcome.PointerDiffers _,
                    Outcome.DatabaseConflict _,
                    Outcome.DatabaseForbidden _ -> OptionalLong.empty();
        };
    }
}
