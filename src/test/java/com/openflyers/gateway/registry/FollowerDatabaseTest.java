package com.openflyers.gateway.registry;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static com.openflyers.gateway.testing.StoredRegistry.flip;
import static com.openflyers.gateway.testing.StoredRegistry.space;
import static com.openflyers.gateway.testing.StoredRegistry.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.registry.Outcome.Flipped;
import com.openflyers.gateway.route.Space;
import com.openflyers.gateway.route.Target;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final StoredRegistry registry = StoredRegistry.cleared(vertx, DATABASE);

    @BeforeEach
    void two_spaces_on_1_3_1() {
        registry.put(version("1.3.1", 9001));
        registry.put(version("2.0", 9002));
        registry.put(space("aeroclub", "1.3.1", "2.0"));
        registry.put(space("mermoz", "1.3.1", "2.0"));
    }

    @AfterEach
    void close() {
        result(vertx.close());
    }

    @Test
    void a_node_serves_what_the_registry_holds() {
        registry.put(version("manual", 9003, Engine.MANUAL));
        registry.put(space("planeurs", "manual"));

        try (var node = node().current()) {
            var aeroclub = Objects.requireNonNull(target(node, "aeroclub")).space();
            assertThat(aeroclub)
                    .isEqualTo(new Space(
                            "aeroclub",
                            "aeroclub.localhost",
                            "Club of aeroclub",
                            Space.Kind.PRODUCTION,
                            null,
                            "1.3.1",
                            "aeroclub_1_3_1",
                            List.of(),
                            3));
            assertThat(Objects.requireNonNull(target(node, "planeurs")).space().database())
                    .isNull();
            assertThat(node.follower.applied()).isEqualTo(6);
        }
    }

    @Test
    void the_caller_of_a_flip_waits_until_this_node_has_applied_it() {
        try (var node = node().current()) {
            for (var i = 0; i < 20; i++) {
                var to = i % 2 == 0 ? "2.0" : "1.3.1";
                var flipped = (Flipped) registry.flip("aeroclub", to);
                result(node.follower.reach(flipped.revision(), Duration.ofSeconds(5)));

                assertThat(node.version("aeroclub")).isEqualTo(to);
            }
            assertThat(Objects.requireNonNull(target(node, "aeroclub")).space().database())
                    .isEqualTo("aeroclub_1_3_1");
        }
    }

    @Test
    void spaces_and_versions_come_change_and_go_while_a_node_runs() {
        try (var node = node().current()) {
            registry.put(version("2.1-beta", 9003));
            registry.put(space("planeurs", "2.1-beta"));
            node.awaitVersion("planeurs", "2.1-beta");

            registry.put(version("2.1-beta", 9004));
            until("the upstream changed", () -> port(node, "2.1-beta") == 9004);

            registry.closeSpace("planeurs");
            registry.run("DELETE FROM space_database WHERE space = 'planeurs'");
            registry.removeVersion("2.1-beta");
            node.awaitVersion("planeurs", null);
            until("the version is gone", () -> node.routes.findVersion("2.1-beta") == null);
        }
    }

    @Test
    void flips_that_commit_in_the_opposite_order_of_their_start_reach_every_node() {
        try (var one = node("one").current();
                var other = node("other").current()) {
            var firstStarted = Promise.<Void>promise();
            var firstGoesOn = Promise.<Void>promise();
            var first = registry.database.transaction(tx -> tx.query("SELECT txid_current()")
                    .execute()
                    .onSuccess(_ -> firstStarted.complete())
                    .compose(_ -> firstGoesOn.future())
                    .compose(_ -> registry.pointers.flip(tx, flip("aeroclub", "2.0", Expected.ANY))));
            result(firstStarted.future());

            var second = registry.flip("mermoz", "2.0");
            one.awaitVersion("mermoz", "2.0");
            other.awaitVersion("mermoz", "2.0");
            firstGoesOn.complete();

            assertThat(second).isEqualTo(new Flipped("1.3.1", "2.0", 5));
            assertThat(result(first)).isEqualTo(new Flipped("1.3.1", "2.0", 6));
            one.awaitVersion("aeroclub", "2.0");
            other.awaitVersion("aeroclub", "2.0");
        }
    }

    @Test
    void a_flip_whose_commit_is_late_holds_back_later_revisions() {
        try (var node = node().current()) {
            var flipped = Promise.<Void>promise();
            var commit = Promise.<Void>promise();
            var slow = registry.database.transaction(tx -> registry.pointers
                    .flip(tx, flip("aeroclub", "2.0", Expected.ANY))
                    .onSuccess(_ -> flipped.complete())
                    .compose(outcome -> commit.future().map(outcome)));
            result(flipped.future());

            var quick = registry.database.transaction(
                    tx -> registry.pointers.flip(tx, flip("mermoz", "2.0", Expected.ANY)));
            until("the second waits", () -> registry.waiting() == 1);
            assertThat(quick.isComplete()).isFalse();
            commit.complete();

            assertThat(result(slow)).isEqualTo(new Flipped("1.3.1", "2.0", 5));
            assertThat(result(quick)).isEqualTo(new Flipped("1.3.1", "2.0", 6));
            node.awaitVersion("aeroclub", "2.0");
            node.awaitVersion("mermoz", "2.0");
        }
    }

    @Test
    void a_lost_notification_costs_at_most_a_poll() {
        try (var node = node().current()) {
            registry.run("""
                      WITH next AS (UPDATE feed SET revision = revision + 1 RETURNING revision),
                           told AS (INSERT INTO change (revision, kind, name)
                                    SELECT revision, 'space', 'aeroclub' FROM next)
                    UPDATE space SET version = '2.0', revision = next.revision FROM next WHERE name = 'aeroclub'
                    """);

            node.awaitVersion("aeroclub", "2.0");
        }
    }

    @Test
    void a_killed_connection_is_opened_again() {
        try (var node = node().current()) {
            registry.run("""
                    SELECT pg_terminate_backend(pid)
                      FROM pg_stat_activity
                     WHERE datname = current_database() AND pid <> pg_backend_pid()
                    """);
            until("a new connection can be had", this::reachable);
            registry.flip("aeroclub", "2.0");

            node.awaitVersion("aeroclub", "2.0");
            node.awaitCurrent();
        }
    }

    @Test
    void a_node_that_was_away_for_longer_than_changes_are_kept_reads_everything_without_flapping() {
        try (var node = node().current()) {
            registry.flip("aeroclub", "2.0");
            node.awaitVersion("aeroclub", "2.0");
        }
        registry.flip("mermoz", "2.0");
        registry.closeSpace("aeroclub");
        registry.run("DELETE FROM change");
        registry.run("UPDATE feed SET pruned_revision = revision");

        try (var node = node().current()) {
            assertThat(node.changes)
                    .containsExactlyInAnyOrder(
                            "aeroclub.localhost 2.0",
                            "mermoz.localhost 1.3.1",
                            "mermoz.localhost 2.0",
                            "aeroclub.localhost null");
        }
    }

    @Test
    void a_running_node_that_fell_behind_the_kept_changes_reads_everything() {
        try (var node = node().current()) {
            registry.run("""
                    WITH next AS (UPDATE feed SET revision = revision + 3, pruned_revision = revision + 3 RETURNING revision)
                    UPDATE space SET version = '2.0', revision = next.revision FROM next WHERE name = 'aeroclub'
                    """);

            node.awaitVersion("aeroclub", "2.0");
        }
    }

    @Test
    void old_changes_are_forgotten_and_that_is_written_down() {
        registry.run("UPDATE change SET changed_at = changed_at - interval '2 days' WHERE revision < 4");

        try (var _ = node("pruner", Duration.ofDays(1)).current()) {
            until("old changes are gone", () -> registry.count("SELECT count(*) FROM change") == 1);
        }

        assertThat(registry.count("SELECT pruned_revision FROM feed")).isEqualTo(3);
    }

    @Test
    void a_row_that_cannot_be_read_keeps_its_route_and_stops_nobody() {
        try (var node = node().current()) {
            registry.run("UPDATE version SET rules = rules || '{\"inventedLater\": true}' WHERE name = '1.3.1'");
            touch("version", "1.3.1");
            registry.flip("mermoz", "2.0");
            node.awaitVersion("mermoz", "2.0");

            assertThat(node.version("aeroclub")).isEqualTo("1.3.1");
            until("the fault is named", () -> !node.follower.faults().isEmpty());
            assertThat(node.follower.faults())
                    .singleElement()
                    .asString()
                    .contains("version 1.3.1", "inventedLater", "left as it was");

            registry.put(version("1.3.1", 9009));
            until("the upstream changed", () -> port(node, "1.3.1") == 9009);
            until("the fault is gone", () -> node.follower.faults().isEmpty());
        }
    }

    @Test
    void a_space_without_its_database_is_not_served_and_named() {
        registry.run("DELETE FROM space_database WHERE name = 'aeroclub_1_3_1'");

        try (var node = node().current()) {
            assertThat(node.version("aeroclub")).isNull();
            assertThat(node.version("mermoz")).isEqualTo("1.3.1");
            assertThat(node.follower.faults())
                    .singleElement()
                    .asString()
                    .contains("space aeroclub", "no live database");
        }
    }

    @Test
    void a_table_that_shrank_too_much_is_refused_until_an_operator_accepts_it() {
        for (var i = 0; i < 10; i++) {
            registry.put(space("space" + i, "2.0"));
        }
        node().current().close();
        registry.run("UPDATE space SET state = 'closed' WHERE name LIKE 'space%'");

        try (var node = node()) {
            node.awaitStale("10 of 12 spaces vanished");
            assertThat(node.version("space3")).isEqualTo("2.0");

            node.follower.accept();
            node.awaitVersion("space3", null);
            node.awaitCurrent();
            assertThat(node.routes.size()).isEqualTo(2);
        }
    }

    @Test
    void a_registry_that_went_back_is_refused_until_an_operator_accepts_it() {
        try (var node = node().current()) {
            registry.flip("aeroclub", "2.0");
            node.awaitVersion("aeroclub", "2.0");
            registry.run("UPDATE space SET version = '1.3.1', revision = 3 WHERE name = 'aeroclub'");
            registry.run("UPDATE feed SET revision = 4");

            node.awaitStale("went back from revision 5 to 4");
            assertThat(node.version("aeroclub")).isEqualTo("2.0");

            node.follower.accept();
            node.awaitVersion("aeroclub", "1.3.1");
            node.awaitCurrent();
            assertThat(node.follower.applied()).isEqualTo(4);
        }
    }

    @Test
    void another_registry_is_not_taken_for_the_one_that_was_served() {
        node().current().close();
        registry.run("UPDATE feed SET registry = gen_random_uuid(), revision = revision + 10");

        try (var node = node()) {
            node.awaitStale("not the registry that is served");
            assertThat(node.version("aeroclub")).isEqualTo("1.3.1");
        }
    }

    private void touch(String kind, String name) {
        registry.run("""
                  WITH next AS (UPDATE feed SET revision = revision + 1 RETURNING revision)
                INSERT INTO change (revision, kind, name)
                SELECT revision, '%s', '%s' FROM next
                """.formatted(kind, name));
    }

    private boolean reachable() {
        return result(
                registry.database.pool().query("SELECT 1").execute().map(true).otherwise(false));
    }

    private FollowingNode node() {
        return node("node");
    }

    private FollowingNode node(String name) {
        return node(name, Duration.ofDays(7));
    }

    private FollowingNode node(String name, Duration keepChanges) {
        return new FollowingNode(vertx, DATABASE, directory.resolve(name), keepChanges);
    }

    private static @Nullable Target target(FollowingNode node, String space) {
        var route = node.routes.find(StoredRegistry.NAMES.host(space));
        return route == null ? null : route.target();
    }

    private static int port(FollowingNode node, String version) {
        var found = node.routes.findVersion(version);
        return found == null ? 0 : found.upstreams().getFirst().port();
    }
}
