package com.openflyers.gateway.migration;

import com.openflyers.gateway.provision.ManifestWorkflow;
import com.openflyers.gateway.provision.Obstacle;
import com.openflyers.gateway.provision.StatementFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Logger;

/// Lists what a club has written since its switch, as the price of going back. Blocks; only on virtual threads.
///
/// The club goes on writing meanwhile, so that it is a hint for a letter or a page and decides nothing; what does is
/// counted on a fenced database ([LossStep]).
final class WrittenWorkflow {

    private static final Logger LOG = Logger.getLogger(WrittenWorkflow.class.getName());
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final ManifestWorkflow manifests;

    WrittenWorkflow(ManifestWorkflow manifests) {
        this.manifests = manifests;
    }

    /// In rows; empty where nobody knows.
    Optional<Long> since(Migration migration) {
        return list(migration, LONGEST).map(Written::rows);
    }

    /// Empty where nobody knows.
    Optional<Written> list(Migration migration, Duration longest) {
        if (!migration.known().hasDatabases()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Written.of(manifests.changes(migration.known().target(), migration.to(), longest)));
        } catch (Obstacle | StatementFailure e) {
            LOG.warning("what was written in " + migration.known().target() + " is not known: " + e.getMessage());
            return Optional.empty();
        }
    }
}
