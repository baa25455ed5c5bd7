package com.openflyers.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.registry.RegisteredVersion;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Upstream;
import com.openflyers.gateway.route.Version;
import com.openflyers.gateway.testing.AdminClient;
import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.GatewayConfig;
import com.openflyers.gateway.testing.GatewayProcess;
import com.openflyers.gateway.testing.Journey;
import com.openflyers.gateway.testing.Load;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import com.openflyers.gateway.testing.VersionServer;
import com.openflyers.gateway.testing.VersionServerProcess;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is killed without a word, and what clients and the next start see of it.
@Journey
class CrashJourneyTest {

    private static final String HOST = "aeroclub.localhost";
    private static final int CONNECTIONS = 16;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        Futures.result(vertx.close().map(true));
    }

    @Test
    void a_killed_server_fails_only_what_it_was_serving() {
        var database = Postgres.database();
        try (var doomed = VersionServerProcess.start("2.0");
                var survivor = VersionServerProcess.start("2.0")) {
            register(database, List.of(doomed.port(), survivor.port()));
            var config = GatewayConfig.on(database);
            try (var gateway = GatewayProcess.launch(config.yaml(), config.environment())) {
                gateway.awaitReady();
                var load = Load.on(HOST, gateway.edgePort(), CONNECTIONS).awaitMore(500);

                doomed.kill();
                var killed = System.nanoTime();
                load.awaitMore(2_000);

                var failed = load.stop().stream()
                        .filter(answer -> answer.status() != 200)
                        .toList();
                assertThat(failed).hasSizeLessThanOrEqualTo(CONNECTIONS);
                assertThat(failed)
                        .allSatisfy(answer -> assertThat(answer.startedNanos()).isLessThan(killed));
            }
        }
    }

    @Test
    void a_killed_gateway_comes_back_with_what_it_served_even_without_the_registry() throws IOException {
        try (var server = Postgres.server();
                var upstream = VersionServer.of("2.0")) {
            register(server.migrated(), List.of(upstream.port()));
            var config = GatewayConfig.on(server.settings("postgres"));
            try (var gateway = GatewayProcess.launch(config.yaml(), config.environment());
                    var admin = new AdminClient(gateway.operationsPort())) {
                gateway.awaitReady();
                var before = revision(gateway);
                // A change in the journal, behind the snapshot.
                var registry = new StoredRegistry(vertx, server.settings("postgres"));
                var _ = registry.put(StoredRegistry.space("mermoz", "2.0"));
                Futures.until("the new space is served", () -> status(gateway, "mermoz.localhost") == 200);

                gateway.process().kill();
                server.stop();
                cutLastByte(newestFile(config.savedTable()));
                gateway.restart();

                // The record that lost its end was the new space's: all that was whole is served.
                assertThat(status(gateway, HOST)).isEqualTo(200);
                assertThat(revision(gateway)).isEqualTo(before);
                assertThat(admin.get("/ready").body().encode()).contains("table");

                gateway.process().kill();
                spoilFirstBytes(config.savedTable());
                gateway.relaunch();
                gateway.awaitListening();

                Futures.until(
                        "the damage is named",
                        () -> gateway.process()
                                .output()
                                .contains(config.savedTable().getFileName().toString()));
                Futures.until("it lives without being ready", () -> gateway.status("/ready") == 503);
                assertThat(status(gateway, HOST)).isEqualTo(404);

                server.start();
                gateway.awaitReady();
                assertThat(status(gateway, "mermoz.localhost")).isEqualTo(200);
            }
        }
    }

    private void register(DatabaseSettings database, List<Integer> ports) {
        var registry = new StoredRegistry(vertx, database);
        var one = StoredRegistry.version("2.0", ports.getFirst());
        var route = new Version(
                "2.0",
                ports.stream()
                        .map(port -> new Upstream("http", "127.0.0.1", port))
                        .toList(),
                one.route().health(),
                Rules.NONE);
        var _ = registry.put(
                new RegisteredVersion(route, one.channel(), false, one.engine(), null, null, null, null, 0));
        var _ = registry.put(StoredRegistry.space("aeroclub", "2.0"));
    }

    private static int status(GatewayProcess gateway, String host) {
        return Load.on(host, gateway.edgePort(), 1)
                .awaitMore(1)
                .stop()
                .getFirst()
                .status();
    }

    private static long revision(GatewayProcess gateway) {
        return Load.on(HOST, gateway.edgePort(), 1)
                .awaitMore(1)
                .stop()
                .getFirst()
                .revision();
    }

    private static Path newestFile(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .max(Comparator.comparing(CrashJourneyTest::modified))
                    .orElseThrow();
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void cutLastByte(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var _ = channel.truncate(channel.size() - 1);
        }
    }

    private static void spoilFirstBytes(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var bytes = Files.readAllBytes(file);
                for (var i = 0; i < bytes.length; i += 7) {
                    bytes[i] ^= 0x55;
                }
                Files.write(file, bytes);
            }
        }
    }
}
