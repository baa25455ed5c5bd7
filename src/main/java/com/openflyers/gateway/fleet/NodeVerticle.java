package com.openflyers.gateway.fleet;

import com.openflyers.gateway.db.Bell;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.observe.Readiness;
import com.openflyers.gateway.observe.Readiness.Degraded;
import com.openflyers.gateway.registry.Follower;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Says to the other nodes that this one lives and what it has applied: every heartbeat, and at once after each
/// revision. Must run on virtual threads.
///
/// When another run registers under the same name, that one has it: this one says so and falls silent, because two
/// that acknowledge in one row would each vouch for the other.
public final class NodeVerticle extends VerticleBase {

    private enum Standing {
        UNREGISTERED,
        REGISTERED,
        SUPERSEDED
    }

    private static final Logger LOG = Logger.getLogger(NodeVerticle.class.getName());
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /// From one look at the gates of reserved spaces to the next; and while one is closed and not empty yet.
    private static final Duration WATCHING = Duration.ofMillis(250);
    private static final Duration DRAINING = Duration.ofMillis(20);

    private final Database database;
    private final Future<Void> schema;
    private final FleetSettings settings;
    private final String build;
    private final Follower follower;
    private final GateWatch gates;
    private final Readiness readiness;
    private final NodeRepository rows;
    private final AcknowledgementRepository acknowledgements = new AcknowledgementRepository();
    private final UUID incarnation = UUID.randomUUID();
    private final Bell bell = new Bell();
    private final Promise<Void> ended = Promise.promise();
    private volatile Standing standing = Standing.UNREGISTERED;
    private volatile boolean stopping;
    private boolean heard = true;
    private List<String> watched = List.of();
    private Duration next;

    /// @param schema complete when the tables are there
    /// @param build  version of this program, as others should see it
    public NodeVerticle(
            Database database,
            Future<Void> schema,
            FleetSettings settings,
            String build,
            Follower follower,
            GateWatch gates,
            Readiness readiness) {
        this.database = database;
        this.schema = schema;
        this.settings = settings;
        this.build = build;
        this.follower = follower;
        this.gates = gates;
        this.readiness = readiness;
        this.rows = new NodeRepository(settings.liveWithin());
        this.next = settings.heartbeat();
    }

    public UUID incarnation() {
        return incarnation;
    }

    /// Whether another run has taken this node's name: somebody configured two alike.
    public boolean superseded() {
        return standing == Standing.SUPERSEDED;
    }

    /// Completes when this node is on the list, if there is one to be on: from then on nobody fences a database of
    /// whose hold this node has not heard.
    @Override
    public Future<?> start() {
        follower.listen(_ -> bell.ring());
        if (schema.succeeded()) {
            tryBeat();
        }
        context.runOnContext(_ -> run());
        return Future.succeededFuture();
    }

    /// Takes this node off the list, so that nobody waits for it.
    @Override
    public Future<?> stop() {
        stopping = true;
        bell.ring();
        return ended.future();
    }

    private void run() {
        while (!stopping && !superseded()) {
            if (schema.succeeded()) {
                tryBeat();
            }
            bell.next(vertx, next).await();
        }
        if (standing == Standing.REGISTERED) {
            leave();
        }
        ended.complete();
    }

    private void tryBeat() {
        next = settings.heartbeat();
        try {
            standing = beat();
            if (standing == Standing.REGISTERED) {
                acknowledge();
            }
            say(true, "");
        } catch (Exception e) {
            say(false, String.valueOf(e.getMessage()));
        }
    }

    private Standing beat() {
        var applied = follower.applied();
        return switch (standing) {
            case UNREGISTERED -> register(applied);
            case REGISTERED ->
                within(rows.renew(database.pool(), settings.node(), incarnation, applied, Instant.now()))
                        ? Standing.REGISTERED
                        : lost(applied);
            case SUPERSEDED -> Standing.SUPERSEDED;
        };
    }

    /// Says how things stand at the gates of reserved spaces, and decides when to look again.
    private void acknowledge() {
        // Before the gates: they follow what was applied.
        var applied = follower.applied();
        var reserved = within(acknowledgements.reserved(database.pool()));
        if (!reserved.equals(watched)) {
            var _ = within(acknowledgements
                    .keepOnly(database.pool(), settings.node(), reserved)
                    .map(true));
            watched = List.copyOf(reserved);
        }
        if (watched.isEmpty()) {
            return;
        }
        var said = gates.look(watched, applied);
        var _ = within(acknowledgements
                .write(database.pool(), settings.node(), incarnation, said)
                .map(true));
        next = shorter(said.stream().anyMatch(Acknowledgement::isDraining) ? DRAINING : WATCHING, settings.heartbeat());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Standing register(long applied) {
        return within(rows.register(database.pool(), settings.node(), incarnation, build, applied, Instant.now())
                .map(Standing.REGISTERED));
    }

    /// An operator who took this node for dead erased the row; another run of the same name overwrote it.
    private Standing lost(long applied) {
        if (within(rows.incarnation(database.pool(), settings.node())).isEmpty()) {
            return register(applied);
        }
        var fault = "another node has registered as " + settings.node()
                + " (fleet.node): this one acknowledges nothing any more";
        LOG.severe(fault);
        readiness.set("fleet", new Degraded(fault));
        return Standing.SUPERSEDED;
    }

    private void leave() {
        try {
            var _ = within(
                    rows.leave(database.pool(), settings.node(), incarnation).map(true));
        } catch (Exception e) {
            LOG.info("this node stays on the list until an operator takes it off: " + e.getMessage());
        }
    }

    private void say(boolean now, String reason) {
        if (now != heard) {
            heard = now;
            LOG.log(now ? Level.INFO : Level.WARNING, now ? "heartbeats again" : "no heartbeat: " + reason);
        }
    }

    private static <T> T within(Future<T> answer) {
        return answer.timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS).await();
    }
}
