package com.openflyers.gateway.provision;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Arrays;

/// Statements that change a database's own row in the catalogue, in the caller's transaction, within [#LONGEST].
///
/// Without that bound a rename waits 5 s for sessions that will not end, and for ever for a copy of the database.
final class Alteration {

    private static final Duration LONGEST = Duration.ofMillis(1500);

    private Alteration() {}

    /// Passes only if nobody is connected and no transaction is prepared: afterwards, nobody was.
    static Future<Void> rename(SqlConnection tx, DatabaseName from, DatabaseName to) {
        return bounded(tx, from, "ALTER DATABASE " + from.quoted() + " RENAME TO " + to.quoted());
    }

    static Future<Void> refuseConnections(SqlConnection tx, DatabaseName database) {
        return bounded(tx, database, "ALTER DATABASE " + database.quoted() + " ALLOW_CONNECTIONS false");
    }

    static Future<Void> allowConnections(SqlConnection tx, DatabaseName database) {
        return bounded(tx, database, "ALTER DATABASE " + database.quoted() + " ALLOW_CONNECTIONS true");
    }

    /// The connection is the pool's: the bound ends with the statement, not with the transaction, which has a step
    /// to record.
    private static Future<Void> bounded(SqlConnection tx, DatabaseName database, String statement) {
        var statements = Arrays.asList(
                "SET LOCAL statement_timeout = " + LONGEST.toMillis(),
                statement,
                "SET LOCAL statement_timeout TO DEFAULT");
        var all = Future.<Void>succeededFuture();
        for (var next : statements) {
            all = all.compose(_ -> tx.query(next).execute().mapEmpty());
        }
        return all.recover(failure -> Future.failedFuture(Obstacle.of(failure, database)));
    }
}
