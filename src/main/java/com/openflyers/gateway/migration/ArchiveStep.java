package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.provision.ArchiveWorkflow;
import com.openflyers.gateway.provision.CopyWorkflow;
import com.openflyers.gateway.provision.Obstacle;
import com.openflyers.gateway.provision.Quarantine.Sort;
import com.openflyers.gateway.provision.StatementFailure;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/// When it is settled which version serves: makes the archive that stays when the other one's database goes. After a
/// way back that goes by itself, once it was kept for as long as an original is; an original waits for an operator.
///
/// Nobody can connect to what is kept, and that is how it should be; so a copy of it is read, which goes with all
/// others.
final class ArchiveStep implements Step {

    private static final Logger LOG = Logger.getLogger(ArchiveStep.class.getName());
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Database database;
    private final MigrationRepository rows;
    private final MigrationSettings settings;
    private final CopyWorkflow copies;
    private final ArchiveWorkflow archives;
    private final Shelving shelving;
    private final TidyStep tidy;

    ArchiveStep(MigrationParts parts, MigrationRepository rows, MigrationSettings settings, TidyStep tidy) {
        this.database = parts.database();
        this.rows = rows;
        this.settings = settings;
        this.copies = parts.copies();
        this.archives = parts.archives();
        this.shelving = new Shelving(parts.fence(), parts.quarantine());
        this.tidy = tidy;
    }

    @Override
    public End run(Migration migration) {
        var wait = DAY;
        try {
            if (isSaid(migration, Facts.KEPT)) {
                if (!isSaid(migration, Facts.ARCHIVED_AT)) {
                    archive(migration);
                } else if (isSaid(migration, Facts.REVERSED_AT) && isDue(migration)) {
                    setAside(migration);
                }
            }
        } catch (Obstacle | Impediment | StatementFailure | UncheckedIOException e) {
            // Another copy at once, of which nothing comes again, would only fill the disk.
            LOG.warning(migration.known().kept() + " stays for now: " + e.getMessage());
            if (isSomebodyAtIt(e)) {
                return Step.later(HOUR);
            }
            wait = HOUR;
        }
        var again = tidy.tidy(migration);
        return Step.later(again.compareTo(wait) < 0 ? again : wait);
    }

    /// Whose copy must not be tidied away.
    private static boolean isSomebodyAtIt(RuntimeException e) {
        return e instanceof Obstacle obstacle
                && switch (obstacle.kind()) {
                    case IN_USE, NAME_TAKEN, TIMED_OUT -> true;
                    case GONE, FORBIDDEN, DISK_FULL -> false;
                };
    }

    private void archive(Migration migration) {
        var known = migration.known();
        var reversed = isSaid(migration, Facts.REVERSED_AT);
        var copy = (reversed ? known.target() : known.origin()).rehearsal(migration.attempt());
        var _ = copies.copy(known.kept(), copy, migration.mark(), HOUR);
        switch (archives.make(copy, known.kept(), reversed ? migration.to() : migration.from())) {
            case ArchiveWorkflow.Outcome.Useless(var because) -> LOG.warning(because);
            case ArchiveWorkflow.Outcome.Made(var archive) -> {
                var found =
                        new JsonObject().put(Facts.ARCHIVED_AT, archive.madeAt().toString());
                // A way back may have been taken meanwhile, and has left another database to be archived.
                if (!rows.noteOf(database.pool(), migration, found).await()) {
                    throw new Overtaken(migration);
                }
            }
        }
    }

    private boolean isDue(Migration migration) {
        var from = Instant.parse(migration.facts().getString(Facts.REVERSED_AT)).plus(settings.keepOriginal());
        return !rows.now(database.pool()).await().isBefore(from);
    }

    private void setAside(Migration migration) {
        var kept = migration.known().kept();
        var aside = database.transaction(tx -> shelving.shelve(tx, kept, Sort.ARCHIVED_ORIGINAL)
                        .compose(done -> rows.note(tx, migration.id(), new JsonObject().putNull(Facts.KEPT))
                                .map(done)))
                .timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                .await();
        LOG.info(() -> "set aside " + kept + ", which a way back had left, as " + aside.name());
    }

    private static boolean isSaid(Migration migration, String fact) {
        return migration.facts().getString(fact) != null;
    }
}
