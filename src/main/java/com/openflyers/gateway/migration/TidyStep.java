package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.provision.Obstacle;
import com.openflyers.gateway.provision.Quarantine;
import com.openflyers.gateway.provision.Quarantine.Sort;
import java.time.Duration;
import java.util.logging.Logger;

/// Sets aside what a try that is over has left: its copy, which stays for a day, for whoever wants to know why.
final class TidyStep implements Step {

    private static final Logger LOG = Logger.getLogger(TidyStep.class.getName());
    private static final Duration DAY = Duration.ofDays(1);

    private final Database database;
    private final Quarantine quarantine;

    TidyStep(MigrationParts parts) {
        this.database = parts.database();
        this.quarantine = parts.quarantine();
    }

    @Override
    public End run(Migration migration) {
        if (migration.known().hasDatabases() && migration.attempt() > 0) {
            setAside(migration.known().target().candidate(migration.attempt()));
            setAside(migration.known().target().rehearsal(migration.attempt()));
        }
        return Step.later(DAY);
    }

    private void setAside(DatabaseName copy) {
        try {
            var _ = database.transaction(tx -> quarantine.setAside(tx, copy, Sort.DISPOSABLE))
                    .await();
        } catch (Obstacle obstacle) {
            if (obstacle.kind() != Obstacle.Kind.GONE) {
                LOG.warning("the copy " + copy + " is left where it is: " + obstacle.getMessage());
            }
        }
    }
}
