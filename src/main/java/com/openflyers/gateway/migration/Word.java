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
}
