package com.openflyers.gateway.registry;

import com.openflyers.gateway.db.Backoff;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.SqlStates;
import com.openflyers.gateway.registry.FollowedTable.Trust;
import com.openflyers.gateway.route.RouteTable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Follows the registry for ever: reads what changed, applies it, saves it, says so.
///
/// Starts from the saved table without waiting for PostgreSQL. One connection listens, and asks for changes every
/// [RegistrySettings#poll]: a notification only shortens the wait. Must run on virtual threads; only
/// [#stop] ends it.
public final class FollowerVerticle extends VerticleBase {

    private static final Logger LOG = Logger.getLogger(FollowerVerticle.class.getName());

    /// For one small question; when it is over, the connection is taken for dead.
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /// For reading everything, however many spaces there are.
    private static final Duration WHOLE_TABLE = Duration.ofMinutes(1);
    /// From refusing what the registry says to looking whether it has changed its mind: so many polls.
    private static final int REFUSED = 10;
    private static final Duration PRUNE = Duration.ofHours(1);

    private final Database database;
    private final Future<Void> schema;
    private final RegistrySettings settings;
    private final Follower follower;
    private final FollowedTable table;
    private final TableRepository rows;
    private final Promise<Void> ended = Promise.promise();
    private final Pace refused;
    private final Pace pruned = new Pace(PRUNE);
    private volatile boolean stopping;
    /// Whether changes suffice: only after everything was read from this server, and believed.
    private boolean readWhole;
    private boolean refusing;
    private String lastTrouble = "";

    /// @param schema   complete when the tables are there
    /// @param routes   the table to fill
    /// @param follower where to report, and where others ask
    public FollowerVerticle(
            Database database,
            Future<Void> schema,
            SpaceNames names,
            RegistrySettings settings,
            RouteTable routes,
            Follower follower) {
        this.database = database;
        this.schema = schema;
        this.settings = settings;
        this.follower = follower;
        this.refused = new Pace(settings.poll().multipliedBy(REFUSED));
        this.table = new FollowedTable(names, routes, follower, settings);
        this.rows = new TableRepository(names);
    }

    /// Completes when whatever was saved is served.
    @Override
    public Future<?> start() {
        table.openSaved();
        var _ = schema.onSuccess(_ -> follower.bell.ring());
        context.runOnContext(_ -> run());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopping = true;
        follower.bell.ring();
        return ended.future();
    }

    private void run() {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
        while (!stopping) {
            try {
                if (schema.succeeded()) {
                    follow(backoff);
                } else {
                    table.behind("the registry cannot be reached");
                }
            } catch (Exception e) {
                trouble(e);
            }
            sleep(backoff.next());
        }
        table.close();
        ended.complete();
    }

    /// Returns, or fails, when the connection is lost.
    private void follow(Backoff backoff) {
        var connection = database.connect().await();
        // What answers now may have lost changes that were read before, and have given their numbers to others.
        readWhole = false;
        var lost = new AtomicBoolean();
        try {
            // Its close follows, and is what counts.
            connection.exceptionHandler(e -> LOG.log(Level.FINE, "the listening connection failed", e));
            connection.closeHandler(_ -> {
                lost.set(true);
                follower.bell.ring();
            });
            connection.notificationHandler(_ -> follower.bell.ring());
            var _ = within(ANSWER, connection.query("LISTEN " + Feed.CHANNEL).execute());
            while (!stopping && !lost.get()) {
                step(connection);
                follower.settle();
                backoff.reset();
                sleep(settings.poll());
            }
        } finally {
            // Nobody waits for a connection that may be dead.
            var _ = connection.close();
        }
    }

    /// Until something may have changed, or a gate has to be opened; the registry need not be there for that.
    private void sleep(Duration longest) {
        follower.bell.next(vertx, table.untilNextOpening(longest)).await();
        table.openGates();
    }

    private void step(PgConnection connection) {
        var changes = within(ANSWER, rows.changes(connection, table.revision()));
        follower.heard();
        var trust = follower.accepting() ? Trust.GIVEN : Trust.CHECKED;
        var enough = readWhole
                && trust == Trust.CHECKED
                && changes.reachesBackTo(table.revision())
                && !table.mayLeaveOut(changes);
        if (!enough && refusing && trust == Trust.CHECKED && !refused.due()) {
            return;
        }
        var refusal = table.take(enough ? changes : whole(), trust);
        readWhole = refusal.isEmpty();
        refusing = refusal.isPresent();
        if (trust == Trust.GIVEN) {
            follower.accepted();
        }
        if (refusal.isPresent()) {
            refused.begin();
            say(refusal.get() + "; refused until an operator accepts it");
            table.behind(lastTrouble);
        } else {
            table.current();
            say("");
            tidy();
        }
    }

    /// Over the pool: its event loop decodes a large answer, and not one that an edge may share.
    private Extract whole() {
        return within(WHOLE_TABLE, database.pool().withConnection(rows::whole));
    }

    private void tidy() {
        table.tidy();
        if (pruned.due()) {
            var _ = within(
                    ANSWER, database.pool().withConnection(pooled -> rows.prune(pooled, settings.keepChanges())));
            pruned.begin();
        }
    }

    private static <T> T within(Duration longest, Future<T> answer) {
        return answer.timeout(longest.toMillis(), TimeUnit.MILLISECONDS).await();
    }

    private void trouble(Exception e) {
        follower.settle();
        table.behind("the registry cannot be reached: " + e.getMessage());
        say("the registry cannot be reached: " + e.getMessage());
        if (!SqlStates.isUnavailable(e)) {
            LOG.log(Level.SEVERE, "following the registry failed", e);
        }
    }

    /// Each trouble once, and its end.
    private void say(String trouble) {
        if (trouble.equals(lastTrouble)) {
            return;
        }
        if (trouble.isEmpty()) {
            LOG.info("the registry is followed, revision " + table.revision());
        } else {
            LOG.warning(trouble);
        }
        lastTrouble = trouble;
    }
}
