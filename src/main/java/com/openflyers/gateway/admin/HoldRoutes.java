package com.openflyers.gateway.admin;

import com.openflyers.gateway.admin.Answer.Effect;
import com.openflyers.gateway.registry.Closing;
import com.openflyers.gateway.registry.Closures;
import com.openflyers.gateway.registry.Holder;
import com.openflyers.gateway.registry.Outcome;
import com.openflyers.gateway.registry.Outcome.OfGate;
import com.openflyers.gateway.route.Closure;
import com.openflyers.gateway.route.Closure.Ending;
import com.openflyers.gateway.route.Space.Mode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// An operator's hold of a space, or the interruption of its service; both end by themselves.
final class HoldRoutes {

    /// Beyond it, whoever forgot the end made a mistake.
    private static final Duration LONGEST_INTERRUPTION = Duration.ofDays(31);

    private final Closures closures;
    private final Changes changes;
    private final InstantSource clock;

    HoldRoutes(Closures closures, Changes changes, InstantSource clock) {
        this.closures = closures;
        this.changes = changes;
        this.clock = clock;
    }

    Map<String, Operation> operations() {
        return Map.of("holdSpace", this::hold, "releaseSpace", this::release);
    }

    private Future<Answer> hold(Call call) {
        var space = call.path("space");
        var body = call.body();
        var closing = new Closing(
                closure(body), body.getString("reason"), call.operator().subject());
        return changes.make(
                        call,
                        "hold.post",
                        "space/" + space,
                        body,
                        tx -> closures.close(tx, space, closing, call.expected(), new Holder.Anybody()))
                .map(outcome -> answer(call, outcome));
    }

    private Future<Answer> release(Call call) {
        var space = call.path("space");
        return changes.make(
                        call,
                        "hold.delete",
                        "space/" + space,
                        new JsonObject(),
                        tx -> closures.open(tx, space, call.expected(), new Holder.Anybody()))
                .map(outcome -> answer(call, outcome));
    }

    private Closure closure(JsonObject body) {
        var mode = Mode.valueOf(VersionBody.upper(body.getString("mode")));
        var message = body.getJsonObject("message", new JsonObject());
        return new Closure(
                mode,
                mode == Mode.HOLD ? clock.instant().plusSeconds(body.getLong("seconds")) : endOfInterruption(body),
                Ending.OPENS,
                message.getString("fr", ""),
                message.getString("en", ""));
    }

    private Instant endOfInterruption(JsonObject body) {
        return Body.at("/until", () -> {
            var until = Instant.parse(body.getString("until"));
            var now = clock.instant();
            if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_INTERRUPTION))) {
                throw new IllegalArgumentException("is in the future, and at most 31 days away");
            }
            return until;
        });
    }

    private static Answer answer(Call call, OfGate outcome) {
        return switch (outcome) {
            case Outcome.Written(var revision, var _) -> Changes.done(call, revision, Effect.CHANGED);
            case Outcome.Unchanged(var revision) -> Changes.done(call, revision, Effect.NONE);
            case Outcome.UnknownSpace unknown -> new Answer.Refused(Problems.of(unknown));
            case Outcome.SpaceClosed closed -> new Answer.Refused(Problems.of(closed));
            case Outcome.Reserved reserved -> new Answer.Refused(Problems.of(reserved));
            case Outcome.StaleRevision stale -> new Answer.Refused(Problems.of(stale));
        };
    }
}
