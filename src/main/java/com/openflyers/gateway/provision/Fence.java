package com.openflyers.gateway.provision;

import com.openflyers.gateway.provision.Obstacle.Kind;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;

/// Makes a database refuse every writer, provably; and takes that back.
///
/// Three steps, the first and the last each in a transaction of the caller's together with its record of the step:
/// [#refuseConnections] keeps new sessions out, superusers' too, [#end] ends those that are there, and [#seal]
/// renames the database, which fails if anybody is left: also a session that was logging in meanwhile, or a
/// prepared transaction, both of which the first two steps miss. Each step may run twice. Failures are
/// [Obstacle]s.
public final class Fence {

    private final SessionRepository sessions = new SessionRepository();
    private final CatalogueRepository catalogue = new CatalogueRepository();

    /// From the commit on, new sessions are refused (SQLSTATE 55000); those that are there write on.
    public Future<Void> refuseConnections(SqlConnection tx, DatabaseName database) {
        return Alteration.refuseConnections(tx, database);
    }

    /// Who uses the database. Ask outside of a transaction: inside, PostgreSQL gives the first answer again.
    public Future<List<Session>> sessions(SqlClient client, DatabaseName database) {
        return sessions.all(client, database);
    }

    /// Ends the sessions of the database while `mandate` is true; their transactions are rolled back.
    ///
    /// Spares superusers' sessions, which it may not end, and the server's own, which give way to the rename.
    ///
    /// @return those that were told to end, as they were: ask [#sessions] whether they are gone
    public Future<List<Session>> end(SqlClient client, DatabaseName database, Mandate mandate) {
        return sessions.end(client, database, mandate);
    }

    /// How many prepared transactions the database has: they survive their sessions, block a rename and a copy,
    /// and can be ended from inside only.
    public Future<Integer> preparedTransactions(SqlClient client, DatabaseName database) {
        return sessions.prepared(client, database);
    }

    /// Gives the database a name that only this attempt knows; it is the proof that nobody is connected.
    ///
    /// From the commit on, nobody can be: it refuses connections whoever asks, by either name.
    public Future<Void> seal(SqlConnection tx, DatabaseName database, DatabaseName fenced) {
        return Alteration.refuseConnections(tx, database).compose(_ -> Alteration.rename(tx, database, fenced));
    }

    /// Gives a database that nobody may use any more its live name; fails if a session is left on it, and takes it from
    /// whoever knows it by the old name only.
    public Future<Void> rename(SqlConnection tx, DatabaseName before, DatabaseName after) {
        return Alteration.rename(tx, before, after);
    }

    /// Gives the database its name back and lets sessions in, whichever of that is still to do.
    public Future<Void> reopen(SqlConnection tx, DatabaseName live, DatabaseName fenced) {
        return catalogue
                .find(tx, fenced)
                .compose(hidden -> catalogue.find(tx, live).compose(open -> {
                    if (hidden.isPresent() && open.isPresent()) {
                        return Future.failedFuture(new Obstacle(
                                Kind.NAME_TAKEN, fenced + " cannot become " + live + ": there is one of that name"));
                    }
                    return hidden.isPresent() ? Alteration.rename(tx, fenced, live) : Future.<Void>succeededFuture();
                }))
                .compose(_ -> Alteration.allowConnections(tx, live));
    }
}
