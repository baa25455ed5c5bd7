package com.openflyers.gateway.migration;

import com.openflyers.gateway.fleet.Barrier;
import com.openflyers.gateway.fleet.Fleet;
import com.openflyers.gateway.fleet.Word;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// Waits until every node has closed its gate and nothing is in flight.
final class DrainStep implements Step {

    private final Fleet fleet;
    private final MigrationSettings settings;

    DrainStep(MigrationParts parts, MigrationSettings settings) {
        this.fleet = parts.fleet();
        this.settings = settings;
    }

    @Override
    public End run(Migration migration) {
        var barrier = fleet.drained(migration.space(), migration.known().holdRevision(), settings.barrier())
                .await();
        return switch (barrier) {
            case Barrier.Passed(var words) -> Step.done(new JsonObject().put("nodes", nodes(words)));
            case Barrier.Closed(var missing) -> Step.failed(missing);
        };
    }

    static JsonArray nodes(List<Word> words) {
        var nodes = new JsonArray();
        for (var word : words) {
            var said = word.said();
            var node = new JsonObject().put("node", word.node());
            nodes.add(
                    said == null
                            ? node
                            : node.put("revision", said.revision())
                                    .put("inFlight", said.inFlight())
                                    .put("held", said.held()));
        }
        return nodes;
    }
}
