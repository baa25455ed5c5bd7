package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.provision.CatalogueRepository;
import com.openflyers.gateway.provision.DatabaseFacts;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.provision.Obstacle;
import com.openflyers.gateway.provision.Quarantine;
import com.openflyers.gateway.provision.Quarantine.Outcome;
import com.openflyers.gateway.provision.Quarantine.Sort;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// Sets aside what the tries of a migration have left: their copies, which stay for a day, for whoever wants to know
/// why.
///
/// Of every try, as one may have ended in a crash, or by a word while its copy was still of use. What bears the name of
/// a copy but another's mark is another's.
final class TidyStep implements Step {

    private static final Logger LOG = Logger.getLogger(TidyStep.class.getName());

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration DAY = Duration.ofDays(1);
    /// While somebody is still at one, such as a step whose try has ended meanwhile.
    private static final Duration SOON = Duration.ofMinutes(1);
    /// What is over makes no copies any more.
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final Database database;
    private final EvidenceRepository lines = new EvidenceRepository();
    private final CatalogueRepository catalogue = new CatalogueRepository();
    private final Quarantine quarantine;

    TidyStep(MigrationParts parts) {
        this.database = parts.database();
        this.quarantine = parts.quarantine();
    }

    @Override
    public End run(Migration migration) {
        return Step.later(tidy(migration));
    }

    /// @return after which time it is worth while to look again
    Duration tidy(Migration migration) {
        var again = migration.state().isOver() ? NEVER : DAY;
        if (migration.known().hasDatabases()) {
            var attempts = lines.attempts(database.pool(), migration)
                    .timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                    .await();
            // One that cannot go does not keep the others.
            for (var attempt : attempts) {
                for (var copy : copies(migration, attempt)) {
                    again = earlier(again, setAside(copy, migration.mark(attempt)));
                }
            }
        }
        return again;
    }

    private static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// All that a try may have made: for a rehearsal, for the switch or the way back, for the archive of the original.
    private static List<DatabaseName> copies(Migration migration, long attempt) {
        var target = migration.known().target();
        return List.of(
                target.rehearsal(attempt),
                target.candidate(attempt),
                migration.known().origin().rehearsal(attempt));
    }

    /// @return after which time to try again
    private Duration setAside(DatabaseName copy, String mark) {
        try {
            var kept = database.transaction(tx -> catalogue
                            .find(tx, copy)
                            .compose(found -> found.isPresent()
                                    ? setAside(tx, copy, found.get(), mark)
                                    : Future.<Optional<String>>succeededFuture(Optional.empty())))
                    .timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                    .await();
            kept.ifPresent(because -> LOG.warning("the copy " + copy + " is left where it is: " + because));
            return NEVER;
        } catch (Obstacle obstacle) {
            if (obstacle.kind() == Obstacle.Kind.GONE) {
                return NEVER;
            }
            LOG.warning("the copy " + copy + " is left where it is for now: " + obstacle.getMessage());
            return switch (obstacle.kind()) {
                case IN_USE, TIMED_OUT -> SOON;
                case GONE, NAME_TAKEN, FORBIDDEN, DISK_FULL -> DAY;
            };
        }
    }

    /// One without a mark was left by a crash between the copy and its mark.
    private Future<Optional<String>> setAside(SqlConnection tx, DatabaseName copy, DatabaseFacts found, String mark) {
        if (Stream.of(mark, "").noneMatch(found.mark()::equals)) {
            return Future.succeededFuture(Optional.of("it is marked for \"" + found.mark() + "\""));
        }
        return quarantine.setAside(tx, copy, Sort.DISPOSABLE).map(Outcome::objection);
    }
}
