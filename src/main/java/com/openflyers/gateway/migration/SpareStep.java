package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.provision.ArchiveWorkflow;
import com.openflyers.gateway.provision.CatalogueRepository;
import com.openflyers.gateway.provision.CopyWorkflow;
import java.time.Duration;

/// Makes the copy for the rehearsal of a space that is too large for its members to wait meanwhile: of an archive,
/// which is read beside their work, as of one instant.
///
/// What the archive was tried on is copied once more, as the real one will be: the report says how long that takes.
final class SpareStep implements Step {

    private static final Duration LONGEST = Duration.ofHours(1);

    private final Database database;
    private final CatalogueRepository catalogue = new CatalogueRepository();
    private final ArchiveWorkflow archives;
    private final CopyWorkflow copies;
    private final MigrationSettings settings;

    SpareStep(MigrationParts parts, MigrationSettings settings) {
        this.database = parts.database();
        this.archives = parts.archives();
        this.copies = parts.copies();
        this.settings = settings;
    }

    boolean isWanted(Migration migration) {
        return migration.purpose() == Purpose.REHEARSAL
                && (migration.known().isSpared()
                        || catalogue.size(database.pool(), migration.leaving()).await() > settings.heldCopy());
    }

    @Override
    public End run(Migration migration) {
        var origin = migration.leaving();
        var tried = origin.rehearsal(migration.attempt());
        var made = archives.makeKeeping(origin, migration.from(), tried, migration.mark());
        if (made instanceof ArchiveWorkflow.Outcome.Useless(var because)) {
            return Step.failed(because);
        }
        var began = System.nanoTime();
        var _ = copies.copy(tried, migration.copy(), migration.mark(), LONGEST);
        return new End.Said(Event.SPARED, TimeLeft.took(migration, "copy", began));
    }
}
