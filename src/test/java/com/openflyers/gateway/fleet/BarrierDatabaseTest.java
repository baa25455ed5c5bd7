package com.openflyers.gateway.fleet;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static com.openflyers.gateway.testing.StoredRegistry.space;
import static com.openflyers.gateway.testing.StoredRegistry.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.fleet.Barrier.Closed;
import com.openflyers.gateway.fleet.Barrier.Passed;
import com.openflyers.gateway.gate.Gate;
import com.openflyers.gateway.gate.Gates;
import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.observe.Readiness;
import com.openflyers.gateway.registry.Closing;
import com.openflyers.gateway.registry.Closures;
import com.openflyers.gateway.registry.Expected;
import com.openflyers.gateway.registry.Follower;
import com.openflyers.gateway.registry.FollowerVerticle;
import com.openflyers.gateway.registry.Holder;
import com.openflyers.gateway.registry.Outcome.Written;
import com.openflyers.gateway.registry.RegistrySettings;
import com.openflyers.gateway.registry.Reservations;
import com.openflyers.gateway.route.Closure;
import com.openflyers.gateway.route.Closure.Ending;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Space.Mode;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarrierDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ofMillis(200);
    private static final Holder.Named MIGRATION = new Holder.Named("migration 12");

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final StoredRegistry registry = StoredRegistry.cleared(vertx, DATABASE);
    private final Fleet fleet = new Fleet(vertx, registry.database, settings("observer"));

    @BeforeEach
    void reserve() {
        registry.put(version("1.3.1", 9001));
        registry.put(space("aeroclub", "1.3.1"));
        var _ = result(registry.database.transaction(tx -> new Reservations().take(tx, "aeroclub", MIGRATION)));
    }

    @AfterEach
    void close() {
        result(vertx.close());
    }

    @Test
    void it_is_passed_when_every_node_has_closed_its_gate_and_served_what_was_in_flight() {
        var one = gateOf("one");
        var _ = gateOf("two");
        var _ = one.enter(0);

        var revision = hold();

        assertThat(result(fleet.drained("aeroclub", revision, AT_ONCE)))
                .isInstanceOfSatisfying(
                        Closed.class,
                        closed -> assertThat(closed.missing())
                                .singleElement()
                                .asString()
                                .contains("node one", "1 requests in flight"));

        var _ = one.leave(0);

        assertThat(result(fleet.drained("aeroclub", revision, PATIENCE))).isInstanceOf(Passed.class);
    }

    @Test
    void a_node_that_is_silent_is_in_the_way_until_an_operator_takes_it_off() {
        var _ = gateOf("one");
        registry.run("""
                INSERT INTO node (name, incarnation, build, heard_at, applied_revision)
                VALUES ('dead', gen_random_uuid(), 'test', clock_timestamp() - interval '1 minute', 3)
                """);
        var revision = hold();

        assertThat(result(fleet.drained("aeroclub", revision, AT_ONCE)))
                .isInstanceOfSatisfying(
                        Closed.class,
                        closed -> assertThat(closed.missing())
                                .anySatisfy(
                                        sentence -> assertThat(sentence).contains("node dead", "has said nothing")));

        assertThat(result(fleet.deregister(registry.database.pool(), "dead"))).isEqualTo(Deregistration.DONE);
        assertThat(result(fleet.drained("aeroclub", revision, PATIENCE))).isInstanceOf(Passed.class);
    }

    @Test
    void what_an_earlier_run_of_a_node_has_said_proves_nothing() {
        var _ = gateOf("one");
        var revision = hold();
        assertThat(result(fleet.drained("aeroclub", revision, PATIENCE))).isInstanceOf(Passed.class);

        // Another process by that name, whose gate nobody knows.
        registry.run("UPDATE node SET incarnation = gen_random_uuid()");

        assertThat(result(fleet.drained("aeroclub", revision, AT_ONCE))).isInstanceOf(Closed.class);
    }

    @Test
    void an_open_gate_is_not_drained_however_quiet_it_is() {
        var _ = gateOf("one");
        var revision = registry.find("aeroclub").revision();

        assertThat(result(fleet.reached("aeroclub", revision, PATIENCE))).isInstanceOf(Passed.class);
        assertThat(result(fleet.drained("aeroclub", revision, AT_ONCE))).isInstanceOf(Closed.class);
    }

    @Test
    void without_any_node_there_is_no_proof() {
        var revision = hold();

        assertThat(result(fleet.drained("aeroclub", revision, AT_ONCE))).isInstanceOf(Closed.class);
    }

    @Test
    void what_was_said_of_a_space_is_taken_back_when_it_is_free_again() {
        var _ = gateOf("one");
        until(
                "the node has spoken",
                () -> result(fleet.words("aeroclub")).getFirst().said() != null);

        result(registry.database.transaction(tx -> new Reservations().release(tx, "aeroclub", MIGRATION)));

        until(
                "it has taken it back",
                () -> result(fleet.words("aeroclub")).getFirst().said() == null);
    }

    private long hold() {
        var closure = new Closure(Mode.HOLD, Instant.now().plus(PATIENCE), Ending.STAYS, "", "");
        var closing = new Closing(closure, "because", "tester");
        var outcome = result(registry.database.transaction(
                tx -> new Closures().close(tx, "aeroclub", closing, Expected.ANY, MIGRATION)));
        return ((Written) outcome).revision();
    }

    /// Starts a node, and gives the gate of the space there.
    private Gate gateOf(String node) {
        var routes = new RouteTable();
        var gates = new Gates(1, 10, 10);
        routes.listen(gates);
        var follower = new Follower(new Readiness(), new Metrics());
        var schema = Future.<Void>succeededFuture();
        deploy(new NodeVerticle(
                registry.database,
                schema,
                settings(node),
                "test",
                follower,
                new GateWatch(routes, gates, StoredRegistry.NAMES),
                new Readiness()));
        deploy(new FollowerVerticle(
                registry.database,
                schema,
                StoredRegistry.NAMES,
                new RegistrySettings(directory.resolve(node), Duration.ofSeconds(1), 0.2, Duration.ofDays(7)),
                routes,
                follower));
        until("the space is known", () -> routes.find("aeroclub.localhost") != null);
        return gates.of(Objects.requireNonNull(routes.find("aeroclub.localhost")));
    }

    private void deploy(Deployable verticle) {
        var _ = result(vertx.deployVerticle(
                verticle, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
    }

    private static FleetSettings settings(String name) {
        return new FleetSettings(name, Duration.ofMillis(100), Duration.ofSeconds(5));
    }
}
