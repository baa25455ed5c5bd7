package com.openflyers.gateway.migration;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.stream.Stream;

/// Puts together what a rehearsal has found: counts, orphans, and how long a hold will take.
final class ReportStep implements Step {

    /// A cutover on a busier day, as a multiple of what the rehearsal took.
    private static final double MARGIN = 1.5;

    @Override
    public End run(Migration migration) {
        var took = migration.facts().getJsonObject(Facts.TOOK, new JsonObject());
        var millis = Stream.of("copy", "count", "convert", "verify")
                .mapToLong(step -> took.getLong(step, 0L))
                .sum();
        var predicted = (long) (millis * MARGIN);
        var report = new JsonObject()
                .put("ledger", migration.facts().getJsonObject("after", new JsonObject()))
                .put("orphans", migration.facts().getJsonArray("orphans", new JsonArray()))
                .put("took", took)
                .put(Facts.PREDICTED, predicted);
        return new End.Done(
                report,
                new JsonObject()
                        .put(Facts.REPORT, report)
                        .put(Facts.PREDICTED, predicted)
                        .put(Facts.REHEARSED_AT, Instant.now().toString()));
    }
}
