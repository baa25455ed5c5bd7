package com.openflyers.gateway.migration;

import com.openflyers.gateway.migration.Course.Purpose;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What changes with the state.
///
/// @param facts    to be added
/// @param deadline of the hold; null when nothing is held
/// @param window   null to keep the one there is
public record Change(
        State next,
        Purpose purpose,
        long attempt,
        JsonObject facts,
        @Nullable Instant deadline,
        Request.@Nullable Window window) {}
