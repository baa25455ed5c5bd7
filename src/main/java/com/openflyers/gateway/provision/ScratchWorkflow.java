package com.openflyers.gateway.provision;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.provision.Quarantine.Outcome;
import com.openflyers.gateway.provision.Quarantine.Sort;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/// The databases in which archives are tried, noted before they are made until they are gone: what a process that died
/// has left is found again. Blocks.
final class ScratchWorkflow {

    private static final Logger LOG = Logger.getLogger(ScratchWorkflow.class.getName());
    private static final long ANSWER_SECONDS = 10;
    /// No archive takes as long.
    static final Duration LEFT = Duration.ofDays(1);

    private final Database registry;
    private final Quarantine quarantine;
    private final InstantSource clock;
    private final ScratchRepository rows = new ScratchRepository();
    private final CatalogueRepository catalogue = new CatalogueRepository();

    ScratchWorkflow(Database registry, Quarantine quarantine, InstantSource clock) {
        this.registry = registry;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    /// It is about to be made.
    void note(DatabaseName scratch) {
        var _ = await(rows.add(registry.pool(), scratch, clock.instant()).map(true));
    }

    /// If it is there: another name may have been given to it. Whether that works changes nothing about the archive.
    void setAside(DatabaseName scratch) {
        try {
            var kept = await(registry.transaction(tx -> catalogue
                    .find(tx, scratch)
                    .compose(found -> found.isPresent()
                            ? quarantine.setAside(tx, scratch, Sort.SCRATCH).map(Outcome::objection)
                            : Future.succeededFuture(Optional.<String>empty()))
                    .compose(objection -> objection.isPresent()
                            ? Future.succeededFuture(objection)
                            : rows.forget(tx, scratch).map(objection))));
            kept.ifPresent(because -> LOG.warning(scratch + " was not set aside: " + because));
        } catch (Exception e) {
            // A timeout, too, which an await throws undeclared. A day later it is tried again.
            LOG.warning(scratch + " was not set aside: " + e.getMessage());
        }
    }

    /// What nobody is at any more.
    void sweep() {
        await(rows.before(registry.pool(), clock.instant().minus(LEFT))).forEach(this::setAside);
    }

    private static <T> T await(Future<T> future) {
        return future.timeout(ANSWER_SECONDS, TimeUnit.SECONDS).await();
    }
}
