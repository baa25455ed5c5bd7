package com.openflyers.gateway.migration;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// What somebody says to a migration.
///
/// @param reason why; empty where that goes without saying
/// @param facts  what the steps that follow need of it
public record Word(Event event, String reason, JsonObject facts, Request.@Nullable Window window) {

    public static Word of(Event event, String reason) {
        return new Word(event, reason, new JsonObject(), null);
    }

    /// That the club gives up exactly what it was shown: should more be written until the gate is closed, it is asked
    /// again.
    ///
    /// @param list what it was shown
    Word acceptingLoss(Written list) {
        var shown = facts.copy().put(Facts.LOSS_ACCEPTED, true).put(Facts.LOSS_SHOWN, list.mark());
        return new Word(event, reason, shown, window);
    }

    /// That the club gives up what has been written since the switch, whatever it will be.
    public Word acceptingLoss() {
        return new Word(event, reason, facts.copy().put(Facts.LOSS_ACCEPTED, true), window);
    }

    /// What was counted on both sides of a copy by hand, by whatever names.
    public Word counting(JsonObject counts) {
        return new Word(event, reason, facts.copy().put(Facts.COUNTS, counts), window);
    }

    public Word within(Request.Window other) {
        return new Word(event, reason, facts, other);
    }
}
