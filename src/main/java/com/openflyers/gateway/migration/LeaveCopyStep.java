package com.openflyers.gateway.migration;

import java.util.List;

/// Ends the sessions that the new version's servers have left on the copy, which is about to be renamed.
final class LeaveCopyStep implements Step {

    private final EvictionWorkflow eviction;

    LeaveCopyStep(MigrationParts parts) {
        this.eviction = new EvictionWorkflow(parts);
    }

    @Override
    public End run(Migration migration) {
        return migration.course().isManual()
                ? Step.done()
                : eviction.evict(migration, migration.copy(), _ -> List.of(), _ -> {})
                        .map(Step::failed)
                        .orElseGet(Step::done);
    }
}
