package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.LookoutVerticle;
import com.openflyers.gateway.provision.ArchiveWorkflow;
import com.openflyers.gateway.provision.ArchiveWorkflow.Outcome.Useless;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.provision.Obstacle;
import com.openflyers.gateway.provision.Quarantine.Sort;
import com.openflyers.gateway.provision.StatementFailure;
import com.openflyers.gateway.registry.Engine;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.SpaceDatabase;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;

/// Archives the databases of spaces that have been closed for long, and sets them aside; they are dropped when they
/// have been there for as long as their sort says. Never those of a space with a migration that is not over, nor the
/// original that one has fenced: it goes when the migration is archived. Blocks; only on virtual threads.
public final class ClosedSpaceWorkflow {

    private static final Logger LOG = Logger.getLogger(ClosedSpaceWorkflow.class.getName());
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final long ANSWER_SECONDS = 30;
    private static final Set<SpaceDatabase.Role> GOING = Set.of(SpaceDatabase.Role.LIVE, SpaceDatabase.Role.CANDIDATE);

    private final MigrationParts parts;
    private final ArchiveWorkflow archives;
    private final Shelving shelving;
    private final Duration kept;
    private final MigrationRepository rows = new MigrationRepository();

    /// @param kept for how long a closed space keeps its databases
    public ClosedSpaceWorkflow(MigrationParts parts, Duration kept) {
        this.parts = parts;
        this.archives = parts.archives();
        this.shelving = new Shelving(parts.fence(), parts.quarantine());
        this.kept = kept;
    }

    /// To be deployed on virtual threads; any number of nodes may.
    ///
    /// @param schema complete when the tables are there
    public Deployable lookout(Future<Void> schema) {
        return new LookoutVerticle("databases of closed spaces", PAUSE, schema, this::look);
    }

    void look(BooleanSupplier stopping) {
        for (var name : await(parts.spaces().closedFor(parts.database().pool(), kept))) {
            if (!stopping.getAsBoolean()) {
                await(parts.spaces().find(parts.database().pool(), name)).ifPresent(this::clear);
            }
        }
        sweep();
    }

    private void sweep() {
        try {
            archives.sweep();
        } catch (UncheckedIOException e) {
            LOG.warning(e.getMessage());
        }
    }

    private void clear(RegisteredSpace space) {
        if (await(rows.underWay(parts.database().pool(), space.name())).isPresent()) {
            return;
        }
        for (var database : space.databases()) {
            if (GOING.contains(database.role()) && isOurs(database)) {
                clear(database);
            }
        }
    }

    /// Those of other versions are on servers that we do not reach.
    private boolean isOurs(SpaceDatabase database) {
        return await(parts.versions().find(parts.database().pool(), database.version()))
                .filter(version -> version.engine() == Engine.POSTGRESQL)
                .isPresent();
    }

    /// One that stays is looked at again in an hour, and does not keep the others.
    private void clear(SpaceDatabase database) {
        var name = new DatabaseName(database.name());
        try {
            if (archives.make(name, name, database.version()) instanceof Useless(var because)) {
                LOG.warning(because);
                return;
            }
            // The registry is asked once more whether its space is closed, under the locks of whoever would open it
            // again.
            var aside = await(parts.database().transaction(tx -> shelving.clear(tx, name, Sort.CLOSED_SPACE)));
            LOG.info(() -> "set aside " + name + " of a closed space as " + aside.name());
        } catch (Impediment | Obstacle | StatementFailure | UncheckedIOException e) {
            LOG.warning(() -> name + " of a closed space stays: " + e.getMessage());
        }
    }

    private static <T> T await(Future<T> future) {
        return future.timeout(ANSWER_SECONDS, TimeUnit.SECONDS).await();
    }
}
