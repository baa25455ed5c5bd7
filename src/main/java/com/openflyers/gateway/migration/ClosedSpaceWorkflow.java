package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.LookoutVerticle;
import com.openflyers.gateway.provision.ArchiveWorkflow;
import com.openflyers.gateway.provision.ArchiveWorkflow.Outcome.Useless;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.provision.Fence;
import com.openflyers.gateway.provision.Mandate;
import com.openflyers.gateway.provision.Obstacle;
import com.openflyers.gateway.provision.Quarantine;
import com.openflyers.gateway.provision.Quarantine.Outcome.Kept;
import com.openflyers.gateway.provision.Quarantine.Outcome.SetAside;
import com.openflyers.gateway.provision.Quarantine.Sort;
import com.openflyers.gateway.registry.Engine;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.SpaceDatabase;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Map;
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
    private final Fence fence;
    private final Quarantine quarantine;
    private final Duration kept;
    private final MigrationRepository rows = new MigrationRepository();

    /// @param kept for how long a closed space keeps its databases
    public ClosedSpaceWorkflow(MigrationParts parts, Duration kept) {
        this.parts = parts;
        this.archives = parts.archives();
        this.fence = parts.fence();
        this.quarantine = parts.quarantine();
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
    }

    private void clear(RegisteredSpace space) {
        if (isMoving(space.name())) {
            return;
        }
        for (var database : space.databases()) {
            if (GOING.contains(database.role()) && isOurs(database)) {
                clear(database);
            }
        }
    }

    private boolean isMoving(String space) {
        return await(rows.page(parts.database().pool(), null, space, 1)).stream()
                .anyMatch(migration -> !migration.state().isOver());
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
            var now = await(parts.database().transaction(tx -> setAside(tx, name)));
            LOG.info(() -> "set aside " + name + " of a closed space as " + now);
        } catch (Refusal | Obstacle e) {
            LOG.warning(() -> name + " of a closed space stays: " + e.getMessage());
        }
    }

    /// The registry is asked once more whether its space is closed, under the locks of whoever would open it again.
    private Future<DatabaseName> setAside(SqlConnection tx, DatabaseName name) {
        return fence.refuseConnections(tx, name)
                .compose(_ -> fence.end(tx, name, new Mandate("true", Map.of())))
                .compose(_ -> quarantine.setAside(tx, name, Sort.CLOSED_SPACE))
                .compose(outcome -> switch (outcome) {
                    case SetAside(var now, var _) -> Future.succeededFuture(now);
                    // Rolled back, so that it takes connections again.
                    case Kept(var because) -> Future.failedFuture(new Refusal(because));
                });
    }

    private static <T> T await(Future<T> future) {
        return future.timeout(ANSWER_SECONDS, TimeUnit.SECONDS).await();
    }

    /// Leaves a transaction that must not be committed; never leaves this class.
    private static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refusal(String sentence) {
            super(sentence, null, false, false);
        }
    }
}
