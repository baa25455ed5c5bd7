package com.openflyers.gateway.registry;

import com.openflyers.gateway.registry.Outcome.Fenced;
import com.openflyers.gateway.registry.Outcome.Flipped;
import com.openflyers.gateway.registry.Outcome.MovedByHand;
import com.openflyers.gateway.registry.Outcome.NoDatabase;
import com.openflyers.gateway.registry.Outcome.OfFlip;
import com.openflyers.gateway.registry.Outcome.Reserved;
import com.openflyers.gateway.registry.Outcome.SpaceClosed;
import com.openflyers.gateway.registry.Outcome.StaleRevision;
import com.openflyers.gateway.registry.Outcome.ToBeMovedByHand;
import com.openflyers.gateway.registry.Outcome.Unchanged;
import com.openflyers.gateway.registry.Outcome.UnknownSpace;
import com.openflyers.gateway.registry.Outcome.UnknownVersion;
import com.openflyers.gateway.registry.PointerRepository.Pointer;
import com.openflyers.gateway.registry.SpaceDatabase.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;

/// Moves pointers: the only code that does, whoever wants one moved.
public final class Pointers {

    /// What becomes of a space's data when its pointer moves.
    private enum Data {
        MOVED,
        STAYS
    }

    private final PointerRepository rows = new PointerRepository();
    private final VersionRepository versions = new VersionRepository();

    /// Points the space at another version, in the caller's transaction.
    ///
    /// That transaction should have nothing left to do but end: from a [Flipped] on, all other changes of the
    /// registry wait for it.
    public Future<OfFlip> flip(SqlConnection tx, Flip flip) {
        return flip(tx, flip, Data.MOVED);
    }

    /// Likewise, by somebody who moves no data: a space with a database of ours does not leave it for a version that
    /// finds its data itself, unless the space has been there, or is said to have a database for it; nor one that a
    /// migration by hand has brought it to for the one before; nor does it go where one is to bring it.
    public Future<OfFlip> flipByHand(SqlConnection tx, Flip flip) {
        return flip(tx, flip, Data.STAYS);
    }

    private Future<OfFlip> flip(SqlConnection tx, Flip flip, Data data) {
        return rows.lock(tx, flip.space()).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(new UnknownSpace(flip.space()));
            }
            var pointer = found.get();
            if (!pointer.active()) {
                return Future.succeededFuture(new SpaceClosed(flip.space()));
            }
            if (!flip.expected().allows(pointer.revision())) {
                return Future.succeededFuture(new StaleRevision(pointer.revision()));
            }
            if (pointer.reservedBy() != null) {
                return Future.succeededFuture(new Reserved(pointer.reservedBy()));
            }
            if (pointer.version().equals(flip.version())) {
                return Future.succeededFuture(new Unchanged(pointer.revision()));
            }
            return flipTo(tx, flip, pointer, data);
        });
    }

    /// The space's flips, the latest first.
    ///
    /// @param before only those with a lower revision; `Long.MAX_VALUE` for the first page
    public Future<List<FlipRecord>> history(SqlClient client, String space, long before, int limit) {
        return rows.history(client, space, before, limit);
    }

    private Future<OfFlip> flipTo(SqlConnection tx, Flip flip, Pointer pointer, Data data) {
        return versions.lockShared(tx, List.of(flip.version())).compose(engines -> {
            var engine = engines.get(flip.version());
            if (engine == null) {
                return Future.succeededFuture(new UnknownVersion(flip.version()));
            }
            return data == Data.MOVED
                    ? toDatabase(tx, flip, pointer, engine, data)
                    : byHand(tx, flip)
                            .compose(migration -> migration.isPresent()
                                    ? Future.succeededFuture(migration.get())
                                    : toDatabase(tx, flip, pointer, engine, data));
        });
    }

    /// A migration by hand that takes the data along, which a pointer does not.
    private Future<Optional<OfFlip>> byHand(SqlConnection tx, Flip flip) {
        return rows.movedByHand(tx, flip.space(), flip.version())
                .compose(past -> past.isPresent()
                        ? Future.succeededFuture(Optional.of(new MovedByHand(past.get(), flip.version())))
                        : rows.toBeMovedByHand(tx, flip.space(), flip.version())
                                .map(found -> found.map(coming -> new ToBeMovedByHand(coming, flip.version()))));
    }

    /// A fenced database is no target whoever finds it: a version of the engine [Engine#MANUAL] would write to it.
    private Future<OfFlip> toDatabase(SqlConnection tx, Flip flip, Pointer pointer, Engine engine, Data data) {
        return rows.databases(tx, flip.space(), flip.version()).compose(databases -> {
            if (databases.stream().anyMatch(database -> database.role() == Role.LIVE)) {
                return move(tx, flip, pointer);
            }
            var fenced = databases.stream()
                    .filter(database -> database.role() == Role.FENCED)
                    .findFirst();
            if (fenced.isPresent()) {
                return Future.succeededFuture(
                        new Fenced(flip.version(), fenced.get().name()));
            }
            return switch (engine) {
                case MANUAL -> data == Data.MOVED ? move(tx, flip, pointer) : moveUnlessLeaving(tx, flip, pointer);
                case POSTGRESQL -> Future.succeededFuture(new NoDatabase(flip.version()));
            };
        });
    }

    private Future<OfFlip> moveUnlessLeaving(SqlConnection tx, Flip flip, Pointer pointer) {
        return rows.leavesItsData(tx, flip.space(), flip.version())
                .compose(leaves ->
                        leaves ? Future.succeededFuture(new NoDatabase(flip.version())) : move(tx, flip, pointer));
    }

    private Future<OfFlip> move(SqlConnection tx, Flip flip, Pointer pointer) {
        return Feed.next(tx, Feed.Kind.SPACE, flip.space())
                .compose(revision -> rows.move(tx, flip, pointer, revision)
                        .compose(_ -> rows.remember(tx, flip, pointer.version(), revision))
                        .map(new Flipped(pointer.version(), flip.version(), revision)));
    }
}
