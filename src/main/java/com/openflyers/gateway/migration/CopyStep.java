package com.openflyers.gateway.migration;

import com.openflyers.gateway.provision.CopyWorkflow;
import com.openflyers.gateway.provision.Obstacle;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/// Copies the fenced database.
final class CopyStep implements Step {

    private final CopyWorkflow copies;

    CopyStep(CopyWorkflow copies) {
        this.copies = copies;
    }

    @Override
    public End run(Migration migration) {
        var began = System.nanoTime();
        try {
            var copied = copies.copy(migration.fenced(), migration.copy(), migration.mark(), TimeLeft.of(migration));
            return new End.Done(
                    new JsonObject()
                            .put("copy", migration.copy().text())
                            .put("how", copied.name().toLowerCase(Locale.ROOT)),
                    TimeLeft.took(migration, "copy", began));
        } catch (Obstacle obstacle) {
            return Step.failed(String.valueOf(obstacle.getMessage()));
        }
    }
}
