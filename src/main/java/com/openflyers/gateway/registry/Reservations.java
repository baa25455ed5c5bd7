package com.openflyers.gateway.registry;

import com.openflyers.gateway.db.Parameters;
import com.openflyers.gateway.registry.Outcome.OfReservation;
import com.openflyers.gateway.registry.Outcome.Reserved;
import com.openflyers.gateway.registry.Outcome.SpaceClosed;
import com.openflyers.gateway.registry.Outcome.Unchanged;
import com.openflyers.gateway.registry.Outcome.UnknownSpace;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import org.jspecify.annotations.Nullable;

/// Keeps a space for one holder: nobody else flips its pointer, moves its gate, or changes or closes the space.
public final class Reservations {

    private static final String RESERVE = """
            UPDATE space
               SET reserved_by = #{holder}
             WHERE name = #{space}
            """;

    private final PointerRepository pointers = new PointerRepository();

    /// @return [Unchanged] with the space's revision when the space is the holder's from now on, or was before
    public Future<OfReservation> take(SqlConnection tx, String space, Holder.Named holder) {
        return pointers.lock(tx, space).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(new UnknownSpace(space));
            }
            var before = found.get();
            if (!before.active()) {
                return Future.succeededFuture(new SpaceClosed(space));
            }
            var reservedBy = before.reservedBy();
            if (reservedBy != null && !holder.is(reservedBy)) {
                return Future.succeededFuture(new Reserved(reservedBy));
            }
            return reserve(tx, space, holder.name()).map(new Unchanged(before.revision()));
        });
    }

    /// Does nothing if the space is reserved for somebody else, or not at all.
    public Future<Void> release(SqlConnection tx, String space, Holder.Named holder) {
        return pointers.lock(tx, space)
                .compose(found ->
                        found.filter(pointer -> pointer.reservedBy() != null && holder.is(pointer.reservedBy()))
                                        .isPresent()
                                ? reserve(tx, space, null)
                                : Future.succeededFuture());
    }

    private static Future<Void> reserve(SqlConnection tx, String space, @Nullable String holder) {
        return SqlTemplate.forUpdate(tx, RESERVE)
                .execute(Parameters.of("space", space).and("holder", holder).map())
                .mapEmpty();
    }
}
