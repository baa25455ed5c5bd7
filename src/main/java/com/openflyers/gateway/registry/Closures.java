package com.openflyers.gateway.registry;

import com.openflyers.gateway.registry.Outcome.OfGate;
import com.openflyers.gateway.registry.Outcome.Reserved;
import com.openflyers.gateway.registry.Outcome.SpaceClosed;
import com.openflyers.gateway.registry.Outcome.StaleRevision;
import com.openflyers.gateway.registry.Outcome.Unchanged;
import com.openflyers.gateway.registry.Outcome.UnknownSpace;
import com.openflyers.gateway.registry.Outcome.Written;
import com.openflyers.gateway.registry.PointerRepository.Pointer;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;

/// Closes and opens the gates of spaces, in the caller's transaction.
///
/// As with a flip, that transaction should have nothing left to do but end.
public final class Closures {

    private final ClosureRepository rows = new ClosureRepository();
    private final PointerRepository pointers = new PointerRepository();

    /// Closes the gate, or changes why and until when it is closed.
    ///
    /// @param holder who acts, where the space may be reserved for it
    public Future<OfGate> close(SqlConnection tx, String space, Closing closing, Expected expected, Holder holder) {
        return change(
                tx,
                space,
                expected,
                holder,
                _ -> Feed.next(tx, Feed.Kind.SPACE, space)
                        .compose(revision -> rows.write(tx, space, closing)
                                .compose(_ -> rows.touch(tx, space, revision))
                                .map(new Written(revision, true))));
    }

    /// Opens the gate, whoever closed it.
    public Future<OfGate> open(SqlConnection tx, String space, Expected expected, Holder holder) {
        return change(
                tx,
                space,
                expected,
                holder,
                before -> rows.remove(tx, space).compose(removed -> removed ? opened(tx, space) : unchanged(before)));
    }

    private Future<OfGate> opened(SqlConnection tx, String space) {
        return Feed.next(tx, Feed.Kind.SPACE, space)
                .compose(revision -> rows.touch(tx, space, revision).map(new Written(revision, false)));
    }

    private static Future<OfGate> unchanged(Pointer before) {
        return Future.succeededFuture(new Unchanged(before.revision()));
    }

    private Future<OfGate> change(
            SqlConnection tx,
            String space,
            Expected expected,
            Holder holder,
            Function<Pointer, Future<OfGate>> allowed) {
        return pointers.lock(tx, space).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(new UnknownSpace(space));
            }
            var before = found.get();
            if (!before.active()) {
                return Future.succeededFuture(new SpaceClosed(space));
            }
            if (!expected.allows(before.revision())) {
                return Future.succeededFuture(new StaleRevision(before.revision()));
            }
            var reservedBy = before.reservedBy();
            if (reservedBy != null && !holder.is(reservedBy)) {
                return Future.succeededFuture(new Reserved(reservedBy));
            }
            return allowed.apply(before);
        });
    }
}
