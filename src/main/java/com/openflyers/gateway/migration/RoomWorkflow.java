package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.provision.ArchiveWorkflow;
import com.openflyers.gateway.provision.CatalogueRepository;
import com.openflyers.gateway.provision.DatabaseName;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Whether there is disk for what a migration makes: a copy to convert, one to archive and one to try the archive on,
/// on PostgreSQL's server; the archive, where this node writes it. Blocks; only on virtual threads.
final class RoomWorkflow {

    private static final int COPIES = 3;
    /// For what everybody else writes meanwhile.
    private static final long MARGIN = 256L << 20;
    private static final long MEBIBYTE = 1L << 20;

    private final Database database;
    private final CatalogueRepository catalogue = new CatalogueRepository();
    private final ArchiveWorkflow archives;
    private final MigrationSettings settings;

    RoomWorkflow(MigrationParts parts, MigrationSettings settings) {
        this.database = parts.database();
        this.archives = parts.archives();
        this.settings = settings;
    }

    /// What lacks, a sentence each. PostgreSQL tells nobody how much room its disk has: it is known where somebody has
    /// said so.
    List<String> missing(DatabaseName leaving) {
        var size = catalogue.size(database.pool(), leaving).await();
        var missing = new ArrayList<String>();
        settings.disk().ifPresent(disk -> {
            var left = disk - catalogue.wholeSize(database.pool()).await();
            var wanted = COPIES * size + MARGIN;
            if (left < wanted) {
                missing.add("PostgreSQL's disk has " + mebibytes(left) + " left of the " + mebibytes(disk)
                        + " of migration.disk, and the copies of " + leaving + " want " + mebibytes(wanted));
            }
        });
        try {
            var left = archives.room();
            if (left < size + MARGIN) {
                missing.add("the archives' disk has " + mebibytes(left) + " left, and an archive of " + leaving
                        + " may want " + mebibytes(size + MARGIN));
            }
        } catch (UncheckedIOException e) {
            missing.add(String.valueOf(e.getMessage()));
        }
        return missing;
    }

    private static String mebibytes(long bytes) {
        return bytes / MEBIBYTE + " MiB";
    }
}
