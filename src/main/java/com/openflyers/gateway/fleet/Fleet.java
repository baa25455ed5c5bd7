package com.openflyers.gateway.fleet;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.fleet.Node.Liveness;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// All nodes, as the database knows them.
public final class Fleet {

    /// Short enough that nobody notices the wait, long enough that a waiting flip costs PostgreSQL next to nothing.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Vertx vertx;
    private final Database database;
    private final NodeRepository rows;
    private final AcknowledgementRepository acknowledgements = new AcknowledgementRepository();

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

    /// What every registered node says of a reserved space.
    public Future<List<Word>> words(String space) {
        return acknowledgements.ofSpace(database.pool(), space);
    }

    /// Completes when every registered node follows the space at `revision` and has nothing of it in flight, or when
    /// `within` is over, then with the nodes that are in the way. With the gate closed at that revision, what has
    /// passed stays so.
    ///
    /// Fails only when the database cannot be asked.
    public Future<Barrier> drained(String space, long revision, Duration within) {
        return barrier(space, word -> word.isDrained(revision), within);
    }

    /// The same for "follows the space at `revision`", whatever is in flight.
    public Future<Barrier> reached(String space, long revision, Duration within) {
        return barrier(space, word -> word.hasReached(revision), within);
    }

    private Future<Barrier> barrier(String space, Predicate<Word> isPast, Duration within) {
        return lookAt(space, isPast, System.nanoTime() + within.toNanos());
    }

    private Future<Barrier> lookAt(String space, Predicate<Word> isPast, long deadline) {
        return words(space).compose(words -> {
            var missing =
                    words.stream().filter(isPast.negate()).map(Fleet::sentence).toList();
            if (missing.isEmpty() && !words.isEmpty()) {
                return Future.succeededFuture(new Barrier.Passed(words));
            }
            if (System.nanoTime() - deadline >= 0) {
                return Future.succeededFuture(
                        new Barrier.Closed(words.isEmpty() ? List.of("no node is registered") : missing));
            }
            return vertx.timer(LOOK_AGAIN.toMillis()).compose(_ -> lookAt(space, isPast, deadline));
        });
    }

    private static String sentence(Word word) {
        var said = word.said();
        if (said == null) {
            return "node " + word.node() + " has said nothing of the space; it was heard "
                    + word.silence().toMillis() + " ms ago";
        }
        return "node " + word.node() + " follows revision " + said.revision() + " with " + said.inFlight()
                + " requests in flight; it was heard " + word.silence().toMillis() + " ms ago";
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
