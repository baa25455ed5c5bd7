package com.openflyers.gateway.provision;

import com.openflyers.gateway.provision.Quarantine.Outcome.Kept;
import com.openflyers.gateway.provision.Quarantine.Outcome.SetAside;
import com.openflyers.gateway.provision.Quarantine.Return.Returned;
import com.openflyers.gateway.provision.Quarantine.Return.TooLate;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sets databases aside until they are old enough to be dropped.
///
/// A database is renamed to `quarantine__…` in the transaction that has found nothing against it; only such a one
/// is ever dropped, by [DropWorkflow], and never before its age. Until then [#giveBack] undoes it.
public final class Quarantine {

    /// What a database is when it is set aside; each sort has conditions and an age of its own.
    public enum Sort {
        /// Of a space that its club has closed.
        CLOSED_SPACE(Duration.ofDays(14)),
        /// Of a test space that its club gave up, closed in the same transaction.
        TEST_SPACE(Duration.ofDays(14)),
        /// Fenced by a migration that is over.
        ARCHIVED_ORIGINAL(Duration.ofDays(14)),
        /// A rehearsal, or what an attempt had made before it failed: no space has it.
        DISPOSABLE(Duration.ofHours(24)),
        /// In which an archive was tried.
        SCRATCH(Duration.ZERO);

        private final Duration age;

        Sort(Duration age) {
            this.age = age;
        }

        /// From being set aside to being dropped.
        public Duration age() {
            return age;
        }

        boolean archivedFirst() {
            return switch (this) {
                case CLOSED_SPACE, TEST_SPACE, ARCHIVED_ORIGINAL -> true;
                case DISPOSABLE, SCRATCH -> false;
            };
        }
    }

    public sealed interface Outcome {

        /// Why nothing was done; empty if it was.
        default Optional<String> objection() {
            return switch (this) {
                case SetAside _ -> Optional.empty();
                case Kept(var because) -> Optional.of(because);
            };
        }

        record SetAside(DatabaseName name, Instant dueAt) implements Outcome {}

        /// Nothing was done.
        ///
        /// @param because a sentence for an operator
        record Kept(String because) implements Outcome {}
    }

    /// A database that was set aside, until it is dropped.
    ///
    /// @param former name that it had
    /// @param space  whose it is; null for a copy
    /// @param dueAt  from when on it is dropped
    public record Entry(
            DatabaseName name,
            DatabaseName former,
            Sort sort,
            @Nullable String space,
            Instant setAsideAt,
            Instant dueAt) {}

    public sealed interface Return {

        record Returned(DatabaseName name) implements Return {}

        /// It is being dropped, or was.
        record TooLate() implements Return {}
    }

    private final InstantSource clock;
    private final List<Guard> guards;
    private final QuarantineRepository rows = new QuarantineRepository();

    /// @param clock  of the ages
    /// @param guards who else is asked before a database is set aside
    public Quarantine(InstantSource clock, List<Guard> guards) {
        this.clock = clock;
        this.guards = List.copyOf(guards);
    }

    /// Renames the database if nothing is against it, and lets nobody in any more.
    ///
    /// Fails with an [Obstacle] while somebody is connected, or if there is no such database. A space's row of it
    /// goes along as `quarantined`.
    public Future<Outcome> setAside(SqlConnection tx, DatabaseName database, Sort sort) {
        return rows.standing(tx, database)
                .compose(standing -> objection(tx, database, sort, standing)
                        .compose(objection -> objection.isPresent()
                                ? Future.<Outcome>succeededFuture(new Kept(objection.get()))
                                : rename(tx, database, sort, standing).map(Outcome.class::cast)));
    }

    /// What is set aside, the next to be dropped first.
    public Future<List<Entry>> all(SqlClient client) {
        return rows.all(client);
    }

    /// Undoes [#setAside]: name, row and connections are as they were. Until it is due.
    public Future<Return> giveBack(SqlConnection tx, DatabaseName quarantined) {
        return rows.take(tx, quarantined, clock.instant()).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(new TooLate());
            }
            var former = found.get();
            return Alteration.rename(tx, quarantined, former.name())
                    .compose(_ -> former.takesConnections()
                            ? Alteration.allowConnections(tx, former.name())
                            : Future.<Void>succeededFuture())
                    .compose(_ -> rows.restoreRole(tx, quarantined, former))
                    .map(new Returned(former.name()));
        });
    }

    private Future<Optional<String>> objection(SqlConnection tx, DatabaseName database, Sort sort, Standing standing) {
        var answer = Future.succeededFuture(standing.objection(database, sort));
        for (var guard : guards) {
            answer = answer.compose(objection ->
                    objection.isPresent() ? Future.succeededFuture(objection) : guard.objection(tx, database));
        }
        return answer;
    }

    private Future<SetAside> rename(SqlConnection tx, DatabaseName database, Sort sort, Standing standing) {
        var now = clock.instant();
        var dueAt = now.plus(sort.age());
        return rows.number(tx).compose(number -> {
            var name = database.quarantined(number);
            return Alteration.refuseConnections(tx, database)
                    .compose(_ -> Alteration.rename(tx, database, name))
                    .compose(_ -> rows.add(tx, number, name, database, sort, standing, now, dueAt))
                    .map(new SetAside(name, dueAt));
        });
    }
}
