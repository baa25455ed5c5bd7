package com.openflyers.gateway.migration;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Tells people of what happens, in the transaction that makes it happen.
public interface Notices {

    /// Somebody has asked for it.
    Future<Void> requested(SqlConnection tx, Migration migration);

    /// @param migration as it was before
    Future<Void> tell(SqlConnection tx, Migration migration, Change change);

    /// The club's window is over, and nothing came of it.
    Future<Void> missed(SqlConnection tx, Migration migration);

    /// It does not get on, whatever is tried again. Once for each state, however often it is said.
    ///
    /// @param because a sentence for an operator
    Future<Void> stuck(SqlConnection tx, Migration migration, String because);

    /// Its club has been waiting for the switch for as long as `limit`.
    Future<Void> overdue(SqlConnection tx, Migration migration, Duration limit);

    /// The club was asked whether all is well, and has said nothing.
    ///
    /// @param days   for so long
    /// @param writes rows written since the switch; empty if nobody knows
    Future<Void> remind(SqlConnection tx, Migration migration, int days, Optional<Long> writes);

    /// A test space was closed, and its databases are dropped from `droppedAt` on.
    Future<Void> removalAsked(SqlConnection tx, String space, Instant droppedAt);

    /// They are dropped.
    Future<Void> removed(SqlConnection tx, String space, Instant at);
}
