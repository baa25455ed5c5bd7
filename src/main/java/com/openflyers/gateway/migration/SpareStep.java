package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.provision.ArchiveWorkflow;
import com.openflyers.gateway.provision.CatalogueRepository;
import com.openflyers.gateway.provision.CopyWorkflow;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
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
    private final MigrationRepository rows;
    private final MigrationSettings settings;

    SpareStep(MigrationParts parts, MigrationRepository rows, MigrationSettings settings) {
        this.database = parts.database();
        this.archives = parts.archives();
        this.copies = parts.copies();
        this.rows = rows;
        this.settings = settings;
    }

    /// Whether the copy is to be made so.
    boolean isWanted(Migration migration) {
        return migration.purpose() == Purpose.REHEARSAL
                && (migration.known().isSpared()
                        || catalogue.size(database.pool(), migration.leaving()).await() > settings.heldCopyBytes());
    }

    @Override
    public End run(Migration migration) {
        var origin = migration.leaving();
        var tried = origin.rehearsal(migration.attempt());
        var kept = catalogue.find(database.pool(), tried).await();
        if (kept.filter(found -> found.mark().equals(migration.mark())).isEmpty()) {
            var made = archives.makeKeeping(
                    origin, migration.from(), tried, migration.mark(), tx -> stillWanted(tx, migration));
            if (made instanceof ArchiveWorkflow.Outcome.Useless(var because)) {
                return Step.failed(because);
            }
        }
        // A large copy would stretch somebody else's hold.
        if (rows.otherHeld(database.pool(), migration).await().isPresent()) {
            return Step.later(QuietStep.ITS_TURN);
        }
        var began = System.nanoTime();
        var _ = copies.copy(tried, migration.copy(), migration.mark(), LONGEST);
        return new End.Said(Event.SPARED, TimeLeft.took(migration, "copy", began));
    }

    /// Who has been withdrawn meanwhile was tidied up after: what is kept from then on would be for ever.
    private Future<Void> stillWanted(SqlConnection tx, Migration migration) {
        return rows.lock(tx, migration.id())
                .compose(found -> found.filter(now -> now.revision() == migration.revision())
                                .isPresent()
                        ? Future.succeededFuture()
                        : Future.failedFuture(new Overtaken(migration)));
    }
}
