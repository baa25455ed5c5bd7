package com.openflyers.gateway.registry;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.StoredRegistry.space;
import static com.openflyers.gateway.testing.StoredRegistry.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.registry.Outcome.Flipped;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeTableDatabaseTest {

    private static final int SPACES = 100_000;

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final StoredRegistry registry = new StoredRegistry(vertx, Postgres.database());

    @AfterEach
    void close() {
        result(vertx.close());
    }

    @Test
    void a_hundred_thousand_spaces_are_served_from_either_source_and_one_flip_stays_one_change() throws Exception {
        registry.put(version("1.3.1", 9001));
        registry.put(version("2.0", 9002));
        registry.put(space("aeroclub", "1.3.1", "2.0"));
        registry.addTestSpaces(SPACES);

        try (var node = new FollowingNode(vertx, registry.settings, directory).current()) {
            assertThat(node.routes.size()).isEqualTo(SPACES + 1);
            var before = Files.size(directory.resolve("journal-1"));

            var flipped = (Flipped) registry.flip("aeroclub", "2.0");
            result(node.follower.reach(flipped.revision(), Duration.ofSeconds(5)));

            assertThat(node.version("aeroclub")).isEqualTo("2.0");
            assertThat(Files.size(directory.resolve("journal-1")) - before).isBetween(1L, 500L);
        }

        try (var node = new FollowingNode(vertx, Postgres.nowhere(), directory)) {
            assertThat(node.routes.size()).isEqualTo(SPACES + 1);
            assertThat(node.version("aeroclub")).isEqualTo("2.0");
        }
    }
}
