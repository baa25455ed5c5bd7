package com.openflyers.gateway.migration;

import com.openflyers.gateway.provision.ManifestWorkflow;
import com.openflyers.gateway.provision.Obstacle;
import com.openflyers.gateway.provision.StatementFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Logger;

/// Counts what a club has written since its switch, as the price of going back. Blocks; only on virtual threads.
///
/// The club goes on writing meanwhile, so that it is a hint for a letter and decides nothing; what does is counted on a
/// fenced database ([LossStep]).
final class WrittenWorkflow {

    private static final Logger LOG = Logger.getLogger(WrittenWorkflow.class.getName());
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final ManifestWorkflow manifests;

    WrittenWorkflow(ManifestWorkflow manifests) {
        this.manifests = manifests;
    }

    /// In rows; empty where nobody knows.
    Optional<Long> since(Migration migration) {
        if (!migration.known().hasDatabases()) {
            return Optional.empty();
        }
        try {
            var changes = manifests.changes(migration.known().target(), migration.to(), LONGEST);
            return Optional.of(Written.of(changes).rows());
        } catch (Obstacle | StatementFailure e) {
            LOG.warning("what was written in " + migration.known().target() + " is not known: " + e.getMessage());
            return Optional.empty();
        }
    }
}
