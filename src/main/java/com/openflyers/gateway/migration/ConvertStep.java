package com.openflyers.gateway.migration;

import com.openflyers.gateway.provision.Conversion;
import com.openflyers.gateway.provision.ConversionWorkflow;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// Runs the scripts on the copy.
final class ConvertStep implements Step {

    private final ConversionWorkflow conversions;

    ConvertStep(ConversionWorkflow conversions) {
        this.conversions = conversions;
    }

    @Override
    public End run(Migration migration) {
        var began = System.nanoTime();
        var scripts = conversions.load(migration.from(), migration.to());
        if (scripts.isEmpty()
                || !scripts.get().sha256().equals(migration.facts().getString(Facts.SCRIPTS))) {
            return Step.failed("the scripts have changed since the rehearsal");
        }
        return switch (conversions.run(migration.copy(), scripts.get(), TimeLeft.of(migration))) {
            case Conversion.Converted(var ran) -> {
                var lines = new JsonArray();
                ran.forEach(script -> lines.add(new JsonObject()
                        .put("script", script.script())
                        .put("sha256", script.sha256())
                        .put("millis", script.took().toMillis())));
                yield new End.Done(new JsonObject().put("scripts", lines), TimeLeft.took(migration, "convert", began));
            }
            case Conversion.Failed failed -> {
                var line = failed.line().isPresent() ? ", line " + failed.line().getAsInt() : "";
                yield Step.failed(
                        "script " + failed.script() + line + ": " + failed.message() + " (" + failed.sqlState() + ")");
            }
        };
    }
}
