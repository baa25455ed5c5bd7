package com.openflyers.gateway.provision;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.Rows;
import com.openflyers.gateway.provision.Quarantine.Sort;
import io.vertx.core.Future;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/// The databases in which archives are tried, noted before they are made until they are gone: what a process that died
/// has left is found again. Blocks.
final class ScratchWorkflow {

    private static final Logger LOG = Logger.getLogger(ScratchWorkflow.class.getName());
    private static final long ANSWER_SECONDS = 10;
    /// No archive takes as long.
    static final Duration LEFT = Duration.ofDays(1);

    private static final String ADD = """
            INSERT INTO scratch (name, made_at)
            VALUES (#{name}, #{now})
            """;

    private static final String FORGET = """
            DELETE FROM scratch
             WHERE name = #{name}
            """;

    private static final String OLD = """
              SELECT name
                FROM scratch
               WHERE made_at <= #{before}
            ORDER BY made_at
            """;

    private final Database registry;
    private final Quarantine quarantine;
    private final InstantSource clock;
    private final CatalogueRepository catalogue = new CatalogueRepository();

    ScratchWorkflow(Database registry, Quarantine quarantine, InstantSource clock) {
        this.registry = registry;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    /// It is about to be made.
    void note(DatabaseName scratch) {
        var _ = await(SqlTemplate.forUpdate(registry.pool(), ADD)
                .execute(Map.of("name", scratch.text(), "now", clock.instant().atOffset(ZoneOffset.UTC)))
                .mapEmpty());
    }

    /// If it is there: another name may have been given to it. Whether that works changes nothing about the archive.
    void setAside(DatabaseName scratch) {
        try {
            var _ = await(registry.transaction(tx -> catalogue
                    .find(tx, scratch)
                    .compose(found -> found.isPresent()
                            ? quarantine.setAside(tx, scratch, Sort.SCRATCH).mapEmpty()
                            : Future.<Void>succeededFuture())
                    .compose(_ -> SqlTemplate.forUpdate(tx, FORGET)
                            .execute(Map.of("name", scratch.text()))
                            .mapEmpty())));
        } catch (Exception e) {
            // A timeout, too, which an await throws undeclared. A day later it is tried again.
            LOG.warning(scratch + " was not set aside: " + e.getMessage());
        }
    }

    /// What nobody is at any more.
    void sweep() {
        var before = clock.instant().minus(LEFT).atOffset(ZoneOffset.UTC);
        await(SqlTemplate.forQuery(registry.pool(), OLD)
                        .mapTo(row -> new DatabaseName(row.getString("name")))
                        .execute(Map.of("before", before))
                        .map(Rows::list))
                .forEach(this::setAside);
    }

    private static <T> T await(Future<T> future) {
        return future.timeout(ANSWER_SECONDS, TimeUnit.SECONDS).await();
    }
}
