package com.openflyers.gateway.registry;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static com.openflyers.gateway.testing.StoredRegistry.space;
import static com.openflyers.gateway.testing.StoredRegistry.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.observe.Readiness.Overall;
import com.openflyers.gateway.registry.TableStatus.Missing;
import com.openflyers.gateway.registry.TableStatus.Stale;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.PostgresServer;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageDatabaseTest {

    private final PostgresServer server = Postgres.server();
    private DatabaseSettings settings = server.settings("postgres");
    private Vertx vertx = Vertx.vertx();
    private StoredRegistry registry = new StoredRegistry(vertx, settings);

    @TempDir
    private Path directory;

    @BeforeAll
    void migrate() {
        settings = server.migrated();
    }

    @BeforeEach
    void a_space_on_1_3_1() {
        vertx = Vertx.vertx();
        registry = StoredRegistry.cleared(vertx, settings);
        registry.put(version("1.3.1", 9001));
        registry.put(version("2.0", 9002));
        registry.put(space("aeroclub", "1.3.1", "2.0"));
    }

    @AfterEach
    void close() {
        result(vertx.close());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void a_node_serves_through_an_outage_says_so_and_follows_again() {
        try (var node = node().current()) {
            server.stop();
            node.awaitStale("cannot be reached");
            assertThat(node.version("aeroclub")).isEqualTo("1.3.1");
            assertThat(node.readiness.report().overall()).isEqualTo(Overall.DEGRADED);
            until("it becomes staler", () -> node.follower.staleness().compareTo(Duration.ofMillis(300)) > 0);

            server.start();
            node.awaitCurrent();
            registry.flip("aeroclub", "2.0");

            node.awaitVersion("aeroclub", "2.0");
            until("it is fresh", () -> node.follower.staleness().compareTo(Duration.ofMillis(300)) < 0);
        }
    }

    @Test
    void a_node_starts_from_its_saved_table_while_the_registry_is_away() {
        try (var node = node().current()) {
            registry.flip("aeroclub", "2.0");
            node.awaitVersion("aeroclub", "2.0");
        }
        server.stop();
        try (var node = node()) {
            assertThat(node.version("aeroclub")).isEqualTo("2.0");
            assertThat(node.follower.applied()).isEqualTo(4);
            assertThat(node.follower.status()).isInstanceOf(Stale.class);
        } finally {
            server.start();
        }

        try (var node = node().current()) {
            assertThat(node.version("aeroclub")).isEqualTo("2.0");
        }
    }

    @Test
    void a_saved_space_whose_name_was_reserved_since_is_not_served() {
        node().current().close();
        server.stop();

        try (var node = new FollowingNode(vertx, settings, directory, reserving("aeroclub"))) {
            assertThat(node.follower.applied()).isEqualTo(3);
            assertThat(node.version("aeroclub")).isNull();
            assertThat(node.follower.faults()).singleElement().asString().contains("space aeroclub", "reserved");
        } finally {
            server.start();
        }
    }

    @Test
    void a_node_without_saved_table_and_registry_waits_and_says_why() {
        server.stop();
        try (var node = node()) {
            until(
                    "it is said",
                    () -> node.follower.status() instanceof Missing(var reason)
                            && reason.contains("cannot be reached"));
            assertThat(node.readiness.report().overall()).isEqualTo(Overall.NOT_READY);
            server.start();

            assertThat(node.current().version("aeroclub")).isEqualTo("1.3.1");
            until("it is ready", () -> node.readiness.report().overall() == Overall.READY);
        }
    }

    @Test
    void a_table_torn_by_a_crash_is_served_up_to_the_tear_and_mended_later() throws Exception {
        try (var node = node().current()) {
            registry.flip("aeroclub", "2.0");
            node.awaitVersion("aeroclub", "2.0");
        }
        cut(directory.resolve("journal-1"), 5);
        server.stop();
        try (var node = node()) {
            assertThat(node.version("aeroclub")).isEqualTo("1.3.1");
            assertThat(node.follower.faults()).singleElement().asString().contains("journal-1", "breaks off");

            server.start();
            node.awaitVersion("aeroclub", "2.0");
            node.awaitCurrent();
            until("nothing is left to say", () -> node.follower.faults().isEmpty());
        }
    }

    @Test
    void a_damaged_table_is_not_served_but_named_until_the_registry_is_back() throws Exception {
        node().current().close();
        cut(directory.resolve("snapshot-1"), 5);
        server.stop();
        try (var node = node()) {
            assertThat(node.version("aeroclub")).isNull();
            assertThat(node.follower.faults()).singleElement().asString().contains("refused", "snapshot-1");
            until("the reasons are told", () -> {
                var told = String.valueOf(node.readiness.report().facts().get("table"));
                return told.contains("cannot be reached") && told.contains("snapshot-1");
            });

            server.start();
            assertThat(node.current().version("aeroclub")).isEqualTo("1.3.1");
            until("nothing is left to say", () -> node.follower.faults().isEmpty());
        }
    }

    @Test
    void a_node_that_cannot_save_serves_all_the_same_and_says_so() throws Exception {
        var file = Files.createFile(directory.resolve("file"));

        try (var node = new FollowingNode(vertx, settings, file).current()) {
            registry.flip("aeroclub", "2.0");

            node.awaitVersion("aeroclub", "2.0");
            assertThat(node.follower.faults()).singleElement().asString().contains("the saved table cannot be used");
        }
    }

    private FollowingNode node() {
        return new FollowingNode(vertx, settings, directory);
    }

    private static SpaceNames reserving(String name) {
        return SpaceNames.of(StoredRegistry.NAMES.domain(), Set.of(StoredRegistry.NAMES.host(name)));
    }

    private static void cut(Path file, int bytes) throws Exception {
        var content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length - bytes));
    }
}
