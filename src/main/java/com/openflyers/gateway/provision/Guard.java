package com.openflyers.gateway.provision;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;

/// Somebody who may object to the removal of a database, for reasons that this package does not know.
public interface Guard {

    /// Asked in the transaction that removes it. Locks what its answer depends on.
    ///
    /// @return why the database must stay, as a sentence; empty if it may go
    Future<Optional<String>> objection(SqlConnection tx, DatabaseName database);
}
