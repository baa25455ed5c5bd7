package com.openflyers.gateway.migration;

import com.openflyers.gateway.provision.Ledger;
import com.openflyers.gateway.provision.LedgerWorkflow;
import io.vertx.core.json.JsonObject;

/// Counts the copy as the old version left it: the original takes no connections.
final class CountStep implements Step {

    private final LedgerWorkflow ledgers;

    CountStep(LedgerWorkflow ledgers) {
        this.ledgers = ledgers;
    }

    @Override
    public End run(Migration migration) {
        var began = System.nanoTime();
        var before = ledgers.take(
                migration.copy(), migration.from(), migration.to(), Ledger.Side.BEFORE, TimeLeft.of(migration));
        var facts = TimeLeft.took(migration, "count", began).put(Facts.BEFORE, before.json());
        return new End.Done(new JsonObject().put("ledger", before.json()), facts);
    }
}
