package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.Ending;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.provision.ArchiveWorkflow;
import com.openflyers.gateway.provision.ArchiveWorkflow.Outcome.Useless;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.provision.Obstacle;
import com.openflyers.gateway.provision.Quarantine.Sort;
import com.openflyers.gateway.provision.StatementFailure;
import com.openflyers.gateway.registry.Expected;
import com.openflyers.gateway.registry.Outcome.Closed;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.SpaceDatabase;
import com.openflyers.gateway.route.Space.Kind;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Removes a club's old test space: an explicit request of its own, never a consequence of another.
///
/// Its databases are archived first. Then, in one transaction, the space is closed and its databases are
/// set aside; they are dropped when they have been there for as long as their sort says. What was written
/// between the archive and the transaction is in the database set aside, and not in the archive. Blocks;
/// only on virtual threads, as it takes as long as an archive does.
public final class RemovalWorkflow {

    private static final long ANSWER_SECONDS = 30;

    public sealed interface Outcome {

        /// @param droppedAt from when on its databases are dropped
        record Removed(Instant droppedAt, long revision) implements Outcome {}

        /// It was only asked whether it could be removed.
        record Removable() implements Outcome {}

        record Unknown() implements Outcome {}

        /// Nothing was done.
        ///
        /// @param because a sentence for an operator
        record Kept(Text because) implements Outcome {}
    }

    private final MigrationParts parts;
    private final ArchiveWorkflow archives;
    private final Shelving shelving;
    private final MigrationRepository rows = new MigrationRepository();
    private final RemovalRepository removals = new RemovalRepository();

    public RemovalWorkflow(MigrationParts parts) {
        this.parts = parts;
        this.archives = parts.archives();
        this.shelving = new Shelving(parts.fence(), parts.quarantine());
    }

    /// What is written in the transaction of the removal, such as its audit.
    public interface Note {
        Future<Void> write(SqlConnection tx, long revision, Instant droppedAt);
    }

    /// @param typed  the name of the space, as whoever wants it gone has typed it
    /// @param ending [Ending#ROLLBACK] only looks for what is against it
    public Outcome remove(String name, String typed, Ending ending, Note note) {
        var found = await(parts.spaces().find(parts.database().pool(), name))
                .filter(space -> space.state() == RegisteredSpace.State.ACTIVE);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        var objection = objection(found.get(), typed);
        if (objection.isPresent()) {
            return new Outcome.Kept(objection.get());
        }
        if (ending == Ending.ROLLBACK) {
            return new Outcome.Removable();
        }
        try {
            return archiveAndRemove(found.get(), note);
        } catch (Impediment e) {
            return new Outcome.Kept(e.sentence());
        } catch (Obstacle | StatementFailure | UncheckedIOException e) {
            return new Outcome.Kept(Text.same(String.valueOf(e.getMessage())));
        }
    }

    private Optional<Text> objection(RegisteredSpace space, String typed) {
        if (space.kind() != Kind.TEST) {
            return Optional.of(new Text(
                    "« " + space.name() + " » est un espace de production",
                    "\"" + space.name() + "\" is a production space"));
        }
        if (!typed.equals(space.name())) {
            return Optional.of(new Text(
                    "le nom recopié n’est pas « " + space.name() + " »",
                    "the name that was typed is not \"" + space.name() + "\""));
        }
        var holder = space.reservedBy();
        if (holder != null) {
            return Optional.of(Refusals.reserved(holder));
        }
        return await(rows.underWay(parts.database().pool(), space.name()))
                .map(migration -> Refusals.underWay(migration.id()))
                .or(() -> ofDatabases(space));
    }

    private static Optional<Text> ofDatabases(RegisteredSpace space) {
        if (space.databases().stream().anyMatch(database -> database.role() == SpaceDatabase.Role.FENCED)) {
            return Optional.of(new Text(
                    "une base de l’espace est conservée après une migration : il faut d’abord l’archiver, ou attendre"
                            + " qu’elle parte d’elle-même",
                    "a database of the space is kept after a migration: that has to be archived first, or go by"
                            + " itself"));
        }
        return going(space).isEmpty()
                ? Optional.of(new Text(
                        "l’espace n’a pas de base chez nous : il suffit de le fermer",
                        "the space has no database of ours: closing it is all there is to do"))
                : Optional.empty();
    }

    private static List<SpaceDatabase> going(RegisteredSpace space) {
        return space.databases().stream()
                .filter(database -> database.role() != SpaceDatabase.Role.QUARANTINED)
                .toList();
    }

    private Outcome archiveAndRemove(RegisteredSpace space, Note note) {
        for (var database : going(space)) {
            var name = new DatabaseName(database.name());
            if (archives.make(name, name, database.version()) instanceof Useless(var because)) {
                return new Outcome.Kept(Text.same(because));
            }
        }
        return await(parts.database()
                .transaction(tx -> close(tx, space)
                        .compose(revision -> setAside(tx, going(space))
                                .compose(droppedAt -> note.write(tx, revision, droppedAt)
                                        .compose(_ -> removals.add(tx, space.name(), droppedAt))
                                        .compose(_ -> parts.notices().removalAsked(tx, space.name(), droppedAt))
                                        .map(new Outcome.Removed(droppedAt, revision))))));
    }

    /// Only the space that was looked at: whoever has changed it meanwhile may have made it another kind.
    private Future<Long> close(SqlConnection tx, RegisteredSpace space) {
        return parts.spaces()
                .close(tx, space.name(), Expected.exactly(space.revision()))
                .compose(outcome -> outcome instanceof Closed(var revision)
                        ? Future.succeededFuture(revision)
                        : Future.failedFuture(new Impediment(new Text(
                                "l’espace a changé pendant son archivage",
                                "the space has changed while it was archived"))));
    }

    /// @return when the last of them may be dropped
    private Future<Instant> setAside(SqlConnection tx, List<SpaceDatabase> databases) {
        var latest = Future.succeededFuture(Instant.EPOCH);
        for (var database : databases) {
            var name = new DatabaseName(database.name());
            latest = latest.compose(so -> shelving.clear(tx, name, Sort.TEST_SPACE)
                    .map(aside -> aside.dueAt().isAfter(so) ? aside.dueAt() : so));
        }
        return latest;
    }

    private static <T> T await(Future<T> future) {
        return future.timeout(ANSWER_SECONDS, TimeUnit.SECONDS).await();
    }
}
