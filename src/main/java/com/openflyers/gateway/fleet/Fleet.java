package com.openflyers.gateway.fleet;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.fleet.Node.Liveness;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.List;

/// All nodes, as the database knows them.
public final class Fleet {

    /// Short enough that nobody notices the wait, long enough that a waiting flip costs PostgreSQL next to nothing.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Vertx vertx;
    private final Database database;
    private final NodeRepository rows;

    public Fleet(Vertx vertx, Database database, FleetSettings settings) {
        this.vertx = vertx;
        this.database = database;
        this.rows = new NodeRepository(settings.liveWithin());
    }

    /// Live and silent ones, by name.
    public Future<List<Node>> nodes() {
        return rows.all(database.pool());
    }

    /// Completes when every live node has applied `revision`, or with how many have when `within` is over.
    ///
    /// A database that cannot be asked counts as "not yet": the change is made, and a failure here would deny it.
    public Future<Reached> waitApplied(long revision, Duration within) {
        return look(revision, System.nanoTime() + within.toNanos(), new Reached(0, 1));
    }

    /// Takes a silent node off the list.
    public Future<Deregistration> deregister(SqlClient client, String name) {
        return rows.deregister(client, name)
                .compose(done -> done
                        ? Future.succeededFuture(Deregistration.DONE)
                        : rows.incarnation(client, name)
                                .map(run -> run.isPresent() ? Deregistration.STILL_LIVE : Deregistration.UNKNOWN_NODE));
    }

    private Future<Reached> look(long revision, long deadline, Reached lastSeen) {
        return nodes().map(nodes -> count(nodes, revision)).otherwise(lastSeen).compose(seen -> {
            if (seen.byAll() || System.nanoTime() - deadline >= 0) {
                return Future.succeededFuture(seen);
            }
            return vertx.timer(LOOK_AGAIN.toMillis()).compose(_ -> look(revision, deadline, seen));
        });
    }

    private static Reached count(List<Node> nodes, long revision) {
        var live =
                nodes.stream().filter(node -> node.liveness() == Liveness.LIVE).toList();
        var applied = live.stream().filter(node -> node.applied() >= revision).count();
        return new Reached((int) applied, live.size());
    }
}
