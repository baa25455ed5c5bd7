package com.openflyers.gateway.admin;

import com.openflyers.gateway.config.Units;
import com.openflyers.gateway.db.Ending;
import com.openflyers.gateway.fleet.Reached;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.registry.Flip;
import com.openflyers.gateway.registry.Outcome;
import com.openflyers.gateway.registry.Outcome.OfFlip;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// The flip of a space's pointer.
final class PointerRoutes {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    /// For the first check of a version that was added a moment ago.
    private static final Duration CHECKED_WITHIN = Duration.ofSeconds(2);

    /// Whether a flip may go to a version of which no server answers.
    private enum Way {
        READY,
        FORCED,
        NO_UPSTREAM
    }

    private final OperationsVerticle.Parts parts;
    private final Changes changes;

    PointerRoutes(OperationsVerticle.Parts parts, Changes changes) {
        this.parts = parts;
        this.changes = changes;
    }

    Map<String, Operation> operations() {
        return Map.of("flip", this::flip, "history", this::history);
    }

    private Future<Answer> flip(Call call) {
        var wait = call.query("wait").map(Units::duration).orElse(Duration.ZERO);
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            throw new InvalidRequest("query/wait", "is at most 60s");
        }
        var flip = new Flip(
                call.path("space"),
                call.body().getString("version"),
                call.expected(),
                call.operator().subject(),
                call.body().getString("reason"));
        return way(call, flip.version())
                .compose(way -> flip(call, flip, way).compose(outcome -> answer(call, flip, way, outcome, wait)));
    }

    private Future<Way> way(Call call, String version) {
        return known(version)
                .compose(_ -> parts.upstreams().checked(version))
                .timeout(CHECKED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty()
                .map(_ -> {
                    if (parts.upstreams().anyHealthy(version)) {
                        return Way.READY;
                    }
                    return call.flag("force") ? Way.FORCED : Way.NO_UPSTREAM;
                });
    }

    /// Complete when this node has heard of the version, which another may have added a moment ago.
    private Future<Void> known(String version) {
        if (parts.routes().findVersion(version) != null) {
            return Future.succeededFuture();
        }
        return parts.versions()
                .find(parts.database().pool(), version)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture()
                        : parts.follower().reach(found.get().revision(), CHECKED_WITHIN));
    }

    /// Without an upstream the flip is only tried: its own refusals, such as an unknown space, come first.
    private Future<OfFlip> flip(Call call, Flip flip, Way way) {
        var ending = way == Way.NO_UPSTREAM ? Ending.ROLLBACK : call.ending();
        var detail = new JsonObject().put("version", flip.version()).put("reason", flip.reason());
        if (way == Way.FORCED) {
            detail.put("forced", true);
        }
        return changes.make(
                ending,
                call.operator(),
                "pointer.put",
                "space/" + flip.space(),
                detail,
                tx -> parts.pointers().flipByHand(tx, flip));
    }

    private Future<Answer> answer(Call call, Flip flip, Way way, OfFlip outcome, Duration wait) {
        return switch (outcome) {
            case Outcome.Flipped _ when way == Way.NO_UPSTREAM -> refused(Problems.noHealthyUpstream(flip.version()));
            case Outcome.Flipped flipped -> flipped(call, flip, flipped, wait);
            case Outcome.Unchanged(var revision) ->
                flipped(call, flip, new Outcome.Flipped(flip.version(), flip.version(), revision), wait);
            case Outcome.UnknownSpace unknown -> refused(Problems.of(unknown));
            case Outcome.SpaceClosed closed -> refused(Problems.of(closed));
            case Outcome.Reserved reserved -> refused(Problems.of(reserved));
            case Outcome.StaleRevision stale -> refused(Problems.of(stale));
            case Outcome.UnknownVersion unknown -> refused(Problems.of(unknown));
            case Outcome.NoDatabase none -> refused(Problems.of(none));
            case Outcome.Fenced fenced -> refused(Problems.of(fenced));
            case Outcome.MovedByHand moved -> refused(Problems.of(moved));
            case Outcome.ToBeMovedByHand coming -> refused(Problems.of(coming));
        };
    }

    private Future<Answer> flipped(Call call, Flip flip, Outcome.Flipped flipped, Duration wait) {
        var body = new JsonObject()
                .put("space", flip.space())
                .put("previous", flipped.previous())
                .put("version", flipped.version());
        return switch (call.ending()) {
            case ROLLBACK -> Future.succeededFuture(Answer.ok(body.put("dryRun", true)));
            case COMMIT ->
                parts.fleet()
                        .waitApplied(flipped.revision(), wait)
                        .map(reached -> new Answer.Told(
                                200,
                                OptionalLong.of(flipped.revision()),
                                body.put("revision", flipped.revision()).put("nodes", nodes(reached))));
        };
    }

    private Future<Answer> history(Call call) {
        var name = call.path("space");
        return parts.spaces()
                .find(parts.database().pool(), name)
                .compose(found ->
                        found.isEmpty() ? refused(Problems.of(new Outcome.UnknownSpace(name))) : historyOf(call, name));
    }

    private Future<Answer> historyOf(Call call, String space) {
        var limit = (int) call.number("limit", Listing.USUAL);
        return parts.pointers()
                .history(parts.database().pool(), space, call.number("after", Long.MAX_VALUE), limit)
                .map(flips -> Answer.ok(Listing.of(
                        flips,
                        limit,
                        flip -> flip.revision(),
                        flip -> new JsonObject()
                                .put("revision", flip.revision())
                                .put("at", flip.at().toString())
                                .put("by", flip.by())
                                .put("from", flip.previous())
                                .put("to", flip.version())
                                .put("reason", flip.reason()))));
    }

    private static JsonObject nodes(Reached reached) {
        return new JsonObject().put("applied", reached.applied()).put("live", reached.live());
    }

    private static Future<Answer> refused(Problem problem) {
        return Future.succeededFuture(new Answer.Refused(problem));
    }
}
