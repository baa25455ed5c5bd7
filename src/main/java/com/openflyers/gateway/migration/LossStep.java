package com.openflyers.gateway.migration;

import com.openflyers.gateway.provision.BirthWorkflow;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// On the way back: finds what has been written since the switch, exactly, on a copy of the fenced database.
///
/// With nothing written the way back is free. Else it is taken only if the club has given up what the list names.
final class LossStep implements Step {

    private final BirthWorkflow births;

    LossStep(BirthWorkflow births) {
        this.births = births;
    }

    @Override
    public End run(Migration migration) {
        var written = new JsonObject();
        var rows = 0;
        for (var table : births.changes(migration.copy(), migration.to(), TimeLeft.of(migration))
                .entrySet()) {
            var changes = table.getValue();
            rows += changes.inserted().size()
                    + changes.changed().size()
                    + changes.deleted().size();
            written.put(
                    table.getKey(),
                    new JsonObject()
                            .put("inserted", new JsonArray(changes.inserted()))
                            .put("changed", new JsonArray(changes.changed()))
                            .put("deleted", new JsonArray(changes.deleted())));
        }
        var found = new JsonObject().put(Facts.WRITTEN, written);
        if (written.isEmpty() || migration.facts().getBoolean(Facts.LOSS_ACCEPTED, false)) {
            return Step.done(found);
        }
        return new End.Failed(
                rows + " rows have been written on version " + migration.to()
                        + " since the switch: going back gives them up, and the club has to say so",
                found,
                found);
    }
}
