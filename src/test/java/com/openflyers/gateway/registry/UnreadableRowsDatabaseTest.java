package com.openflyers.gateway.registry;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static com.openflyers.gateway.testing.StoredRegistry.space;
import static com.openflyers.gateway.testing.StoredRegistry.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows that another build wrote and this one does not understand.
class UnreadableRowsDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final StoredRegistry registry = StoredRegistry.cleared(vertx, DATABASE);

    @BeforeEach
    void a_space_on_1_3_1() {
        registry.put(version("1.3.1", 9001));
        registry.put(space("aeroclub", "1.3.1"));
    }

    @AfterEach
    void close() {
        result(vertx.close());
    }

    @Test
    void a_space_moves_on_when_the_version_that_it_was_flipped_to_can_be_read_again() {
        try (var node = new FollowingNode(vertx, DATABASE, directory).current()) {
            putUnreadable("2.0");
            registry.flip("aeroclub", "2.0");
            until(
                    "the space is named",
                    () -> node.follower.faults().stream().anyMatch(fault -> fault.contains("space aeroclub")));
            assertThat(node.version("aeroclub")).isEqualTo("1.3.1");

            registry.put(version("2.0", 9009, Engine.MANUAL));

            node.awaitVersion("aeroclub", "2.0");
            until("nothing is left to say", () -> node.follower.faults().isEmpty());
        }
    }

    @Test
    void a_row_that_is_too_long_for_the_saved_table_is_served_and_that_is_said() {
        try (var node = new FollowingNode(vertx, DATABASE, directory).current()) {
            registry.run("UPDATE club SET name = repeat('a', 70000)");
            registry.put(version("2.0", 9002));
            registry.put(space("mermoz", "1.3.1", "2.0"));
            registry.run(
                    "UPDATE space SET club = (SELECT club FROM space WHERE name = 'aeroclub') WHERE name = 'mermoz'");

            var flipped = (Outcome.Flipped) registry.flip("mermoz", "2.0");

            result(node.follower.reach(flipped.revision(), Duration.ofSeconds(10)));
            node.awaitVersion("mermoz", "2.0");
            until(
                    "the fault is named",
                    () -> node.follower.faults().stream()
                            .anyMatch(fault -> fault.contains("saved table cannot be written")));
            node.awaitCurrent();
        }
    }

    private void putUnreadable(String name) {
        var _ = result(registry.database.transaction(tx -> registry.versions
                .put(tx, version(name, 9002, Engine.MANUAL), Expected.ANY)
                .compose(_ -> tx.query(
                                "UPDATE version SET rules = '{\"inventedLater\": true}' WHERE name = '" + name + "'")
                        .execute())));
    }
}
