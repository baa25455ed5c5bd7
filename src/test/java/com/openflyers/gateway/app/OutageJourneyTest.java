package com.openflyers.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.AdminClient;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.GatewayConfig;
import com.openflyers.gateway.testing.GatewayProcess;
import com.openflyers.gateway.testing.Journey;
import com.openflyers.gateway.testing.Load;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.PostgresServer;
import com.openflyers.gateway.testing.StoredRegistry;
import com.openflyers.gateway.testing.VersionServer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The registry's PostgreSQL is gone for a while: the clubs do not notice, operators are told, and all is well after.
@Journey
class OutageJourneyTest {

    private static final String HOST = "aeroclub.localhost";

    private final Vertx vertx = Vertx.vertx();
    private final PostgresServer server = Postgres.server();
    private final FakeUpstream old = VersionServer.of("1.3.1");
    private final FakeUpstream young = VersionServer.of("2.0");

    @BeforeEach
    void register() {
        var registry = new StoredRegistry(vertx, server.migrated());
        var _ = registry.put(StoredRegistry.version("1.3.1", old.port()));
        var _ = registry.put(StoredRegistry.version("2.0", young.port()));
        var _ = registry.put(StoredRegistry.space("aeroclub", "1.3.1", "2.0"));
    }

    @AfterEach
    void stop() {
        Futures.result(vertx.close().map(true));
        server.close();
        old.close();
        young.close();
    }

    @Test
    void ten_seconds_without_the_registry_fail_no_request() {
        survive(Duration.ofSeconds(10));
    }

    @Test
    @Tag("long")
    void a_minute_without_the_registry_fails_no_request() {
        survive(Duration.ofMinutes(1));
    }

    @Test
    void nodes_that_have_lost_the_registry_or_never_had_it_stop_without_a_complaint() {
        try (var left = process("left")) {
            left.awaitReady();
            server.stop();
            try (var late = process("late")) {
                var _ = late.process().awaitLine("ServeCommand: started");

                for (var node : List.of(left, late)) {
                    assertThat(node.process().terminate()).isZero();
                    var output = node.process().output();
                    assertThat(output.substring(output.indexOf("not ready any more")))
                            .endsWith("stopped")
                            .doesNotContain(" ERROR ", "InterruptedException", "io.vertx.core.impl.");
                }
            }
        }
    }

    private void survive(Duration outage) {
        try (var steady = process("steady");
                var restarted = process("restarted");
                var admin = new AdminClient(steady.operationsPort())) {
            steady.awaitReady();
            restarted.awaitReady();
            var load = Load.on(HOST, steady.edgePort(), 16).awaitMore(100);

            server.stop();
            var back = Instant.now().plus(outage);

            var refused = admin.flip("aeroclub", "2.0", "");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body().getString("type")).startsWith("urn:gateway:");
            assertThat(steady.status("/ready")).isEqualTo(200);
            restarted.process().kill();
            restarted.restart();
            var served = Load.on(HOST, restarted.edgePort(), 4).awaitMore(100).stop();
            assertThat(served).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
            while (Instant.now().isBefore(back)) {
                load.awaitMore(100);
            }
            server.start();

            Futures.until(
                    "flips work again",
                    () -> admin.flip("aeroclub", "2.0", "?wait=5s").status() == 200);
            load.awaitMore(64);
            var answers = load.stop();
            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
            assertThat(answers.getLast().version()).isEqualTo("2.0");
            Futures.until(
                    "the restarted node follows",
                    () -> Load.on(HOST, restarted.edgePort(), 1)
                            .awaitMore(1)
                            .stop()
                            .getLast()
                            .version()
                            .equals("2.0"));
        }
    }

    private GatewayProcess process(String node) {
        var config = GatewayConfig.on(server.settings("postgres"));
        var environment = new HashMap<>(config.environment());
        environment.put("GATEWAY_FLEET_NODE", node);
        return GatewayProcess.launch(config.yaml(), environment);
    }
}
