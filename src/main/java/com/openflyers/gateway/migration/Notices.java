package com.openflyers.gateway.migration;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/// Tells people of a change of state, in the transaction that makes it.
public interface Notices {

    /// Somebody has asked for it.
    Future<Void> requested(SqlConnection tx, Migration migration);

    /// @param migration as it was before
    Future<Void> tell(SqlConnection tx, Migration migration, Change change);
}
