package com.openflyers.gateway.migration;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/// How long a step may take, and how long it took.
final class TimeLeft {

    /// For a copy that stands aside, while its space is open.
    private static final Duration UNHURRIED = Duration.ofHours(1);

    private TimeLeft() {}

    /// Until the hold must have been decided.
    static Duration of(Migration migration) {
        var deadline = migration.deadline();
        if (deadline == null) {
            return UNHURRIED;
        }
        var left = Duration.between(Instant.now(), deadline);
        // The coordinator looks at the deadline itself; a statement needs some time to be told of it.
        return left.compareTo(Duration.ofMillis(100)) > 0 ? left : Duration.ofMillis(100);
    }

    /// The milliseconds since `began`, beside those of the attempt's other steps.
    static JsonObject took(Migration migration, String step, long began) {
        var took = migration.facts().getJsonObject(Facts.TOOK, new JsonObject()).copy();
        if (took.getLong("attempt", 0L) != migration.attempt()) {
            took = new JsonObject().put("attempt", migration.attempt());
        }
        return new JsonObject()
                .put(
                        Facts.TOOK,
                        took.put(
                                step,
                                Duration.ofNanos(System.nanoTime() - began).toMillis()));
    }
}
