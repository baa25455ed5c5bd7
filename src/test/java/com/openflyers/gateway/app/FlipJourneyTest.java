package com.openflyers.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.AdminClient;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.GatewayConfig;
import com.openflyers.gateway.testing.GatewayProcess;
import com.openflyers.gateway.testing.GatewayUnderTest;
import com.openflyers.gateway.testing.Journey;
import com.openflyers.gateway.testing.Load;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import com.openflyers.gateway.testing.VersionServer;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The pointer moves a hundred times under load: nothing fails, and nothing that began after a flip's answer is served
/// by what the flip left.
@Journey
class FlipJourneyTest {

    private static final int FLIPS = 100;
    /// Of a hundred requests a second each: enough for many to be under way at every flip.
    private static final int CONNECTIONS = 16;

    private static final int BETWEEN_FLIPS = 100;
    private static final String HOST = "aeroclub.localhost";

    /// @param answeredNanos when the operator had the answer
    private record Flipped(long answeredNanos, String version, long revision) {}

    private final Vertx vertx = Vertx.vertx();
    private final FakeUpstream old = VersionServer.of("1.3.1");
    private final FakeUpstream young = VersionServer.of("2.0");
    private GatewayConfig config;

    @BeforeEach
    void register() {
        var database = Postgres.database();
        var registry = new StoredRegistry(vertx, database);
        var _ = registry.put(StoredRegistry.version("1.3.1", old.port()));
        var _ = registry.put(StoredRegistry.version("2.0", young.port()));
        var _ = registry.put(StoredRegistry.space("aeroclub", "1.3.1", "2.0"));
        config = GatewayConfig.on(database);
    }

    @AfterEach
    void stop() {
        Futures.result(vertx.close().map(true));
        old.close();
        young.close();
    }

    @Test
    void a_hundred_flips_under_load_fail_no_request_and_leave_none_behind() {
        try (var gateway = GatewayUnderTest.start(config, "only")) {
            awaitHealth(gateway.admin());
            var load = Load.on(HOST, gateway.edgePort(), CONNECTIONS).awaitMore(CONNECTIONS);

            var flips = flip(gateway.admin(), load, "");

            check(flips, load.stop());
        }
    }

    @Test
    void a_flip_that_waits_holds_for_requests_on_every_node() {
        try (var first = process("first");
                var second = process("second");
                var admin = new AdminClient(first.operationsPort())) {
            first.awaitReady();
            second.awaitReady();
            Futures.until(
                    "both nodes live",
                    () -> admin.get("/api/v1/nodes")
                                    .body()
                                    .getJsonArray("items")
                                    .size()
                            == 2);
            awaitHealth(admin);
            var load = Load.on(HOST, new int[] {first.edgePort(), second.edgePort()}, CONNECTIONS)
                    .awaitMore(CONNECTIONS);

            var flips = flip(admin, load, "?wait=5s");

            check(flips, load.stop());
        }
    }

    private GatewayProcess process(String node) {
        var own = GatewayConfig.on(config.database());
        var environment = new HashMap<>(own.environment());
        environment.put("GATEWAY_FLEET_NODE", node);
        return GatewayProcess.launch(own.yaml(), environment);
    }

    /// Before the load, under which a first health check might take longer than a flip waits for it.
    private static void awaitHealth(AdminClient admin) {
        Futures.until(
                "2.0 is healthy",
                () -> admin.flip("aeroclub", "2.0", "?dryRun=true").status() == 200);
    }

    private static List<Flipped> flip(AdminClient admin, Load load, String query) {
        var flips = new ArrayList<Flipped>();
        for (var i = 0; i < FLIPS; i++) {
            var version = i % 2 == 0 ? "2.0" : "1.3.1";
            var answer = admin.flip("aeroclub", version, query);
            assertThat(answer.status()).as(answer.body().encode()).isEqualTo(200);
            var nodes = answer.body().getJsonObject("nodes");
            assertThat(query.isEmpty() || nodes.getInteger("applied").equals(nodes.getInteger("live")))
                    .as(answer.body().encode())
                    .isTrue();
            flips.add(new Flipped(System.nanoTime(), version, answer.body().getLong("revision")));
            load.awaitMore(BETWEEN_FLIPS);
        }
        return flips;
    }

    private static void check(List<Flipped> flips, List<Load.Answer> answers) {
        assertThat(answers).hasSizeGreaterThan(FLIPS * BETWEEN_FLIPS);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        var versionOf = new HashMap<Long, String>();
        flips.forEach(flip -> versionOf.put(flip.revision(), flip.version()));
        assertThat(answers).allSatisfy(answer -> {
            var before = flips.stream()
                    .filter(flip -> flip.answeredNanos() < answer.startedNanos())
                    .mapToLong(Flipped::revision)
                    .max()
                    .orElse(0);
            assertThat(answer.revision()).isGreaterThanOrEqualTo(before);
            assertThat(answer.version()).isEqualTo(versionOf.getOrDefault(answer.revision(), "1.3.1"));
        });
    }
}
