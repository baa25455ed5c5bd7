package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.provision.ArchiveWorkflow;
import com.openflyers.gateway.provision.CopyWorkflow;
import com.openflyers.gateway.provision.Obstacle;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.logging.Logger;

/// After the club has accepted: makes the archive that stays when the old database goes.
///
/// Nobody can connect to the original, and that is how it should be; so a copy of it is read, which goes with all
/// others.
final class ArchiveStep implements Step {

    private static final Logger LOG = Logger.getLogger(ArchiveStep.class.getName());
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Database database;
    private final MigrationRepository rows;
    private final CopyWorkflow copies;
    private final ArchiveWorkflow archives;
    private final TidyStep tidy;

    ArchiveStep(MigrationParts parts, MigrationRepository rows, TidyStep tidy) {
        this.database = parts.database();
        this.rows = rows;
        this.copies = parts.copies();
        this.archives = parts.archives();
        this.tidy = tidy;
    }

    @Override
    public End run(Migration migration) {
        var facts = migration.facts();
        if (facts.containsKey(Facts.KEPT) && !facts.containsKey(Facts.ARCHIVED_AT)) {
            try {
                archive(migration);
            } catch (Obstacle obstacle) {
                LOG.warning("no archive of " + migration.known().kept() + " yet: " + obstacle.getMessage());
                return Step.later(HOUR);
            }
        }
        var again = tidy.tidy(migration);
        return Step.later(again.compareTo(DAY) < 0 ? again : DAY);
    }

    private void archive(Migration migration) {
        var kept = migration.known().kept();
        var copy = migration.known().origin().rehearsal(migration.attempt());
        var _ = copies.copy(kept, copy, migration.mark(), HOUR);
        switch (archives.make(copy, kept, migration.from())) {
            case ArchiveWorkflow.Outcome.Useless(var because) -> LOG.warning(because);
            case ArchiveWorkflow.Outcome.Made(var archive) -> {
                var found =
                        new JsonObject().put(Facts.ARCHIVED_AT, archive.madeAt().toString());
                rows.note(database.pool(), migration.id(), found).await();
            }
        }
    }
}
