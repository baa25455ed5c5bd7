package com.openflyers.gateway.fleet;

import static com.openflyers.gateway.registry.FollowerFixture.at;
import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static com.openflyers.gateway.testing.StoredRegistry.space;
import static com.openflyers.gateway.testing.StoredRegistry.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.fleet.Node.Liveness;
import com.openflyers.gateway.gate.Gates;
import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.observe.Readiness;
import com.openflyers.gateway.registry.Follower;
import com.openflyers.gateway.registry.FollowerFixture;
import com.openflyers.gateway.registry.FollowerVerticle;
import com.openflyers.gateway.registry.Outcome.Flipped;
import com.openflyers.gateway.registry.RegistrySettings;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final DeploymentOptions VIRTUAL =
            new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final StoredRegistry registry = StoredRegistry.cleared(vertx, DATABASE);
    private final Fleet fleet = new Fleet(vertx, registry.database, settings("observer"));

    @AfterEach
    void close() {
        result(vertx.close());
    }

    @Test
    void a_wait_ends_when_every_live_node_has_applied() {
        registry.put(version("1.3.1", 9001));
        registry.put(version("2.0", 9002));
        registry.put(space("aeroclub", "1.3.1", "2.0"));
        var routes = List.of(follow("one"), follow("two"), follow("three"));
        awaitLive(3);

        for (var i = 0; i < 20; i++) {
            var to = i % 2 == 0 ? "2.0" : "1.3.1";
            var flipped = (Flipped) registry.flip("aeroclub", to);

            assertThat(result(fleet.waitApplied(flipped.revision(), PATIENCE))).isEqualTo(new Reached(3, 3));
            assertThat(routes).allSatisfy(table -> assertThat(served(table)).isEqualTo(to));
        }
    }

    @Test
    void a_wait_that_is_over_tells_how_many_had_applied() {
        var _ = beat("one", at(7));
        var _ = beat("two", at(6));
        awaitLive(2);

        assertThat(result(fleet.waitApplied(6, PATIENCE))).isEqualTo(new Reached(2, 2));
        assertThat(result(fleet.waitApplied(7, Duration.ofMillis(100)))).isEqualTo(new Reached(1, 2));
        assertThat(result(fleet.waitApplied(8, Duration.ofMillis(100)))).isEqualTo(new Reached(0, 2));
    }

    @Test
    void a_list_without_a_live_node_is_no_proof_that_all_have_applied() {
        var waited = fleet.waitApplied(7, PATIENCE);
        until("the empty list was looked at", () -> result(fleet.nodes()).isEmpty());

        var _ = beat("one", at(7));

        assertThat(result(waited)).isEqualTo(new Reached(1, 1));
    }

    @Test
    void a_revision_is_acknowledged_at_once_and_not_at_the_next_heartbeat() {
        var follower = at(1);
        var node = new NodeVerticle(
                registry.database,
                Future.succeededFuture(),
                new FleetSettings("one", Duration.ofMinutes(1), Duration.ofMinutes(5)),
                "test",
                follower,
                gatesOf(new RouteTable()),
                new Readiness());
        var _ = deploy(node);
        awaitLive(1);

        FollowerFixture.advance(follower, 2);

        assertThat(result(fleet.waitApplied(2, PATIENCE))).isEqualTo(new Reached(1, 1));
    }

    @Test
    void a_silent_node_is_not_waited_for_and_can_be_taken_off_the_list() {
        var _ = beat("one", at(7));
        awaitLive(1);
        registry.run("""
                INSERT INTO node (name, incarnation, build, heard_at, applied_revision)
                VALUES ('dead', gen_random_uuid(), 'test', clock_timestamp() - interval '1 minute', 3)
                """);

        assertThat(result(fleet.waitApplied(7, PATIENCE))).isEqualTo(new Reached(1, 1));
        assertThat(result(fleet.nodes()))
                .extracting(Node::name, Node::liveness, Node::applied)
                .containsExactly(tuple("dead", Liveness.SILENT, 3L), tuple("one", Liveness.LIVE, 7L));

        assertThat(deregister("one")).isEqualTo(Deregistration.STILL_LIVE);
        assertThat(deregister("dead")).isEqualTo(Deregistration.DONE);
        assertThat(deregister("dead")).isEqualTo(Deregistration.UNKNOWN_NODE);
        assertThat(result(fleet.nodes())).extracting(Node::name).containsExactly("one");
    }

    @Test
    void of_two_nodes_with_one_name_the_later_has_it_and_the_earlier_falls_silent() {
        var earlier = beat("twin", at(1));
        awaitLive(1);
        var later = beat("twin", at(9));

        until("the earlier notices", earlier::superseded);

        assertThat(later.superseded()).isFalse();
        assertThat(result(fleet.nodes()))
                .extracting(Node::incarnation, Node::applied)
                .containsExactly(tuple(later.incarnation(), 9L));
    }

    @Test
    void a_node_that_was_taken_off_the_list_by_mistake_comes_back() {
        var node = beat("one", at(7));
        awaitLive(1);

        registry.run("DELETE FROM node");

        awaitLive(1);
        assertThat(node.superseded()).isFalse();
    }

    @Test
    void a_node_that_stops_leaves_the_list() {
        var deployment = deploy(node("one", at(7)));
        awaitLive(1);

        result(vertx.undeploy(deployment));

        assertThat(result(fleet.nodes())).isEmpty();
    }

    private NodeVerticle beat(String name, Follower follower) {
        var node = node(name, follower);
        var _ = deploy(node);
        return node;
    }

    private NodeVerticle node(String name, Follower follower) {
        return node(name, follower, gatesOf(new RouteTable()));
    }

    private NodeVerticle node(String name, Follower follower, GateWatch gates) {
        return new NodeVerticle(
                registry.database, Future.succeededFuture(), settings(name), "test", follower, gates, new Readiness());
    }

    private static GateWatch gatesOf(RouteTable routes) {
        var gates = new Gates(1, 10, 10);
        routes.listen(gates);
        return new GateWatch(routes, gates, StoredRegistry.NAMES);
    }

    private RouteTable follow(String name) {
        var routes = new RouteTable();
        var follower = new Follower(new Readiness(), new Metrics());
        var _ = deploy(new FollowerVerticle(
                registry.database,
                Future.succeededFuture(),
                StoredRegistry.NAMES,
                new RegistrySettings(directory.resolve(name), Duration.ofSeconds(1), 0.2, Duration.ofDays(7)),
                routes,
                follower));
        var _ = beat(name, follower);
        return routes;
    }

    private void awaitLive(int nodes) {
        until(
                nodes + " nodes live",
                () -> result(fleet.nodes()).stream()
                                .filter(node -> node.liveness() == Liveness.LIVE)
                                .count()
                        == nodes);
    }

    private Deregistration deregister(String name) {
        return result(fleet.deregister(registry.database.pool(), name));
    }

    private String deploy(Deployable verticle) {
        return result(vertx.deployVerticle(verticle, VIRTUAL));
    }

    private static String served(RouteTable routes) {
        var route = routes.find("aeroclub.localhost");
        var target = route == null ? null : route.target();
        return target == null ? "nobody" : target.version().name();
    }

    private static FleetSettings settings(String name) {
        return new FleetSettings(name, Duration.ofMillis(100), Duration.ofSeconds(5));
    }
}
