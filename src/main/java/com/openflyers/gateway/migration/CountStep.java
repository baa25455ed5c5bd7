package com.openflyers.gateway.migration;

import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.provision.Ledger;
import com.openflyers.gateway.provision.LedgerWorkflow;
import io.vertx.core.json.JsonObject;

/// Counts the copy as the old version left it: the original takes no connections. A rehearsal makes an archive of it.
final class CountStep implements Step {

    private final LedgerWorkflow ledgers;
    private final FreshArchiveWorkflow archive;

    CountStep(MigrationParts parts, MigrationRepository rows) {
        this.ledgers = parts.ledgers();
        this.archive = new FreshArchiveWorkflow(parts, rows);
    }

    @Override
    public End run(Migration migration) {
        if (migration.purpose() == Purpose.REHEARSAL) {
            var missing = archive.of(migration.known().origin(), migration.copy(), migration.from());
            if (missing.isPresent()) {
                return Step.failed(missing.get());
            }
        }
        var began = System.nanoTime();
        var before = ledgers.take(
                migration.copy(), migration.from(), migration.to(), Ledger.Side.BEFORE, TimeLeft.of(migration));
        var facts = TimeLeft.took(migration, "count", began).put(Facts.BEFORE, before.json());
        return new End.Done(new JsonObject().put("ledger", before.json()), facts);
    }
}
