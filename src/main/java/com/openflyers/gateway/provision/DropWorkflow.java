package com.openflyers.gateway.provision;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.db.LookoutVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;

/// Drops databases: the only place that does, and only one that was set aside. Blocks.
public final class DropWorkflow {

    private static final Logger LOG = Logger.getLogger(DropWorkflow.class.getName());
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /// A node that stops waits for a drop that it has begun.
    private static final Duration DROP = Duration.ofMinutes(1);

    private final Cluster cluster;
    private final QuarantineRepository rows = new QuarantineRepository();

    public DropWorkflow(DatabaseSettings settings) {
        this.cluster = new Cluster(settings);
    }

    /// What drops what has been in quarantine for long enough, to be deployed on virtual threads; any number of nodes
    /// may.
    ///
    /// @param schema complete when the tables are there
    /// @param pause  from one look for what is due to the next
    public Deployable lookout(Future<Void> schema, InstantSource clock, Duration pause) {
        return new LookoutVerticle(
                "databases to be dropped", pause, schema, stopping -> dropDue(clock.instant(), stopping));
    }

    private void dropDue(Instant now, BooleanSupplier stopping) {
        try {
            for (var number : due(now)) {
                if (!stopping.getAsBoolean()) {
                    tryDrop(number, now);
                }
            }
        } catch (RuntimeException e) {
            LOG.warning(e.getMessage());
        }
    }

    /// One that cannot be dropped does not keep the others.
    private void tryDrop(long number, Instant now) {
        try {
            drop(number, now).ifPresent(name -> LOG.info("dropped " + name));
        } catch (RuntimeException e) {
            LOG.warning(e.getMessage());
        }
    }

    /// The numbers of those that are due.
    List<Long> due(Instant now) {
        try (var connection = cluster.connect(ANSWER)) {
            return rows.due(connection, now);
        } catch (SQLException e) {
            throw new IllegalStateException("nothing was dropped: " + e.getMessage(), e);
        }
    }

    /// Drops one, unless another node is at it, or it is not due any more.
    ///
    /// Its row is locked from the check to the end, so nobody gives it back meanwhile. After a crash between the
    /// drop and the end, the row is left without a database, and goes the next time.
    Optional<DatabaseName> drop(long number, Instant now) {
        try (var tx = cluster.connect(DROP)) {
            return Statements.transaction(tx, () -> {
                var due = rows.takeDue(tx, number, now);
                if (due.isPresent()) {
                    drop(due.get());
                    rows.forget(tx, due.get());
                }
                return due.map(Quarantined::name);
            });
        } catch (SQLException e) {
            throw new IllegalStateException("number " + number + " was not dropped: " + e.getMessage(), e);
        }
    }

    /// On a connection of its own: a database is not dropped in a transaction.
    private void drop(Quarantined database) throws SQLException {
        try (var connection = cluster.connect(DROP)) {
            Statements.run(
                    connection, "DROP DATABASE IF EXISTS " + database.name().quoted());
        }
    }
}
