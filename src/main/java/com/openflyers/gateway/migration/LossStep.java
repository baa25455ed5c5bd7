package com.openflyers.gateway.migration;

import com.openflyers.gateway.provision.ManifestWorkflow;
import io.vertx.core.json.JsonObject;

/// On the way back: finds what has been written since the switch, exactly, on a copy of the fenced database.
///
/// With nothing written the way back is free. Else it is taken only if the club has given up what the list names: one
/// that was shown a shorter list is asked again.
final class LossStep implements Step {

    private final ManifestWorkflow manifests;

    LossStep(ManifestWorkflow manifests) {
        this.manifests = manifests;
    }

    @Override
    public End run(Migration migration) {
        var changes = manifests.changes(migration.copy(), migration.to(), TimeLeft.of(migration));
        var written = Written.of(changes);
        var found = new JsonObject().put(Facts.WRITTEN, Written.keys(changes));
        var facts = new JsonObject().put(Facts.WRITTEN, Written.whole(changes));
        if (written.rows() == 0 || migration.known().givesUp(written)) {
            return new End.Done(found, facts);
        }
        return new End.Failed(
                written.rows() + " rows have been written on version " + migration.to()
                        + " since the switch: going back gives them up, and the club has to say so of all of them",
                found,
                facts);
    }
}
