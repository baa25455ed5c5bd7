package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.provision.ArchiveWorkflow;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.provision.Obstacle;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/// Before a gate is closed for more than a rehearsal, there is an archive of the club's database of the last day, which
/// was restored and counted. Made while the space is open. Blocks.
final class FreshArchiveWorkflow {

    private static final Duration FRESH = Duration.ofDays(1);

    private final ArchiveWorkflow archives;
    private final Database database;
    private final MigrationRepository rows;

    FreshArchiveWorkflow(MigrationParts parts, MigrationRepository rows) {
        this.archives = parts.archives();
        this.database = parts.database();
        this.rows = rows;
    }

    /// @param from the database itself, or a copy of it that has not been touched
    /// @return why there is none, as a sentence for an operator
    Optional<String> of(DatabaseName origin, DatabaseName from, String version) {
        var now = rows.now(database.pool()).await();
        try {
            var latest = archives.latest(origin);
            if (latest.isPresent() && latest.get().madeAt().plus(FRESH).isAfter(now)) {
                return Optional.empty();
            }
            return switch (archives.make(from, origin, version)) {
                case ArchiveWorkflow.Outcome.Made _ -> Optional.empty();
                case ArchiveWorkflow.Outcome.Useless(var because) -> Optional.of(because);
            };
        } catch (Obstacle | UncheckedIOException e) {
            return Optional.of("there is no archive of " + origin + " of the last day: " + e.getMessage());
        }
    }
}
