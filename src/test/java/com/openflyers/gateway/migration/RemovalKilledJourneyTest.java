package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.registry.RegisteredSpace.State;
import com.openflyers.gateway.testing.AdminClient;
import com.openflyers.gateway.testing.Journey;
import com.openflyers.gateway.testing.Scratch;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node's process is killed while it tries the archive of a space that is to be removed.
@Journey
class RemovalKilledJourneyTest {

    @TempDir
    private static Path scripts;

    @Test
    void the_space_is_as_it_was_and_what_was_left_goes_after_a_day() throws Exception {
        ScriptFiles.copy(scripts);
        var tables = scripts.resolve("1.3.1/tables.sql");
        // So that whoever watches sees it at work.
        Files.writeString(tables, "SELECT pg_sleep(1);\n" + Files.readString(tables));
        var archives = Scratch.directory("archives");
        var settings = Map.of(
                "GATEWAY_MIGRATION_AT_ONCE", "0",
                "GATEWAY_PROVISION_MIGRATIONS", scripts.toString(),
                "GATEWAY_PROVISION_ARCHIVES", archives.toString());
        try (var world = MigrationWorld.of(1, settings);
                var doomed = world.process("doomed")) {
            world.testSpace("foudroye");
            doomed.awaitReady();
            var asked = CompletableFuture.supplyAsync(() -> {
                try (var admin = new AdminClient(doomed.operationsPort())) {
                    return admin.post("/api/v1/spaces/foudroye/removal", new JsonObject().put("name", "foudroye"));
                }
            });
            until(
                    "the archive is tried",
                    () -> !world.stored().copies("foudroye").isEmpty());
            doomed.process().kill();
            assertThat(asked).failsWithin(Duration.ofSeconds(30));

            assertThat(world.space("foudroye").state()).isEqualTo(State.ACTIVE);
            assertThat(world.stored().bookings("foudroye_131")).isPositive();
            assertThat(world.parts().archives().latest(new DatabaseName("foudroye_131")))
                    .isEmpty();
            look(world);
            assertThat(world.stored().copies("foudroye")).isNotEmpty();
            assertThat(unproven(archives)).isNotEmpty();

            aDayPasses(world, archives);
            until("nobody is connected any more", () -> {
                look(world);
                return world.stored().copies("foudroye").isEmpty();
            });
            assertThat(unproven(archives)).isEmpty();
            var again = world.nodes()
                    .getFirst()
                    .admin()
                    .post("/api/v1/spaces/foudroye/removal", new JsonObject().put("name", "foudroye"));
            assertThat(again.status()).as(again.toString()).isEqualTo(202);
            assertThat(world.space("foudroye").state()).isEqualTo(State.CLOSED);
            assertThat(world.stored().copies("foudroye")).isEmpty();
        }
    }

    private static void aDayPasses(MigrationWorld world, Path archives) throws IOException {
        result(world.registry
                .pool()
                .query("UPDATE scratch SET made_at = made_at - interval '25 hours'")
                .execute()
                .map(true));
        for (var file : unproven(archives)) {
            var _ = Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        }
    }

    /// As each node does once in an hour.
    private static void look(MigrationWorld world) {
        try {
            Thread.ofVirtual()
                    .start(() -> new ClosedSpaceWorkflow(world.parts(), Duration.ofDays(30)).look(() -> false))
                    .join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> unproven(Path archives) throws IOException {
        try (var files = Files.list(archives)) {
            return files.filter(file -> file.toString().endsWith(".unproven")).toList();
        }
    }
}
