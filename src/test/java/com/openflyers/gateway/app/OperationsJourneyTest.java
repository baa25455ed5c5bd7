package com.openflyers.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.GatewayConfig;
import com.openflyers.gateway.testing.GatewayUnderTest;
import com.openflyers.gateway.testing.Journey;
import com.openflyers.gateway.testing.Message;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What operators see of a gateway that serves, and what its clients do not.
@Journey
class OperationsJourneyTest {

    private static final String CLUB = "aeroclub.localhost";

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final FakeUpstream upstream = FakeUpstream.answering("hello");
    private GatewayConfig config;

    @BeforeEach
    void register() {
        var database = Postgres.database();
        var registry = new StoredRegistry(vertx, database);
        var _ = registry.put(StoredRegistry.version("2.0", upstream.port()));
        var _ = registry.put(StoredRegistry.space("aeroclub", "2.0"));
        config = GatewayConfig.on(database);
    }

    @AfterEach
    void stop() {
        Futures.result(vertx.close().map(true));
        upstream.close();
    }

    @Test
    void a_request_is_one_line_of_the_access_log() throws Exception {
        var log = directory.resolve("access.log");
        var settings = Map.of("GATEWAY_ACCESS_LOG_ENABLED", "true", "GATEWAY_ACCESS_LOG_FILE", log.toString());
        try (var gateway = start(settings)) {
            assertThat(ask(gateway, CLUB, "/book?token=sesame").status()).isEqualTo(200);
        }

        var lines = Files.readAllLines(log);
        assertThat(lines).hasSize(1);
        var line = new JsonObject(lines.getFirst());
        assertThat(line.getString("space")).isEqualTo("aeroclub");
        assertThat(line.getString("version")).isEqualTo("2.0");
        assertThat(line.getLong("revision")).isEqualTo(2);
        assertThat(line.getString("upstream")).isEqualTo(upstream.address().toString());
        assertThat(line.getString("path")).isEqualTo("/book");
        assertThat(line.getInteger("status")).isEqualTo(200);
        assertThat(line.getLong("bytesIn")).isZero();
        assertThat(line.getLong("bytesOut")).isEqualTo("hello".length());
        assertThat(line.getDouble("upstreamMs")).isBetween(0.0, line.getDouble("totalMs"));
    }

    @Test
    void metrics_tell_versions_apart_and_never_spaces() {
        try (var gateway = start(Map.of())) {
            assertThat(ask(gateway, CLUB, "/").status()).isEqualTo(200);
            Futures.until(
                    "the request is counted", () -> metrics(gateway).lines().anyMatch(OperationsJourneyTest::counts));

            assertThat(metrics(gateway))
                    .contains(
                            "gateway_request_seconds_count{version=\"2.0\"",
                            "gateway_upstream_seconds_count{version=\"2.0\"",
                            "gateway_own_seconds_count{version=\"2.0\"",
                            "gateway_in_flight 0.0",
                            "gateway_connections ",
                            "gateway_pool_idle ",
                            "gateway_table_hosts 2.0", // the club's, and the client area's
                            "gateway_table_revision 2.0",
                            "gateway_registry_staleness_seconds ",
                            "gateway_event_loop_lag_seconds_count",
                            "gateway_upstream_healthy{")
                    .doesNotContain("aeroclub");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/api/v1/spaces", "/live", "/ready", "/openapi.yaml"})
    void nothing_of_operations_is_reached_through_the_edge(String path) {
        try (var gateway = start(Map.of())) {

            assertThat(ask(gateway, CLUB, path).body()).isEqualTo("hello");
            assertThat(ask(gateway, "localhost", path).status()).isEqualTo(404);
            assertThat(ask(gateway, "127.0.0.1:" + gateway.operationsPort(), path)
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_gateway_that_is_to_stop_says_so_and_serves_until_load_balancers_have_noticed() {
        try (var gateway = start(Map.of("GATEWAY_SHUTDOWN_LAME_DUCK", "3s"))) {

            var stopped = gateway.stop();

            assertThat(gateway.admin().get("/ready").status()).isEqualTo(503);
            assertThat(gateway.admin().get("/ready").body().getString("status")).isEqualTo("draining");
            assertThat(ask(gateway, "any", "/.gateway/ready").status()).isEqualTo(503);
            assertThat(ask(gateway, CLUB, "/").status()).isEqualTo(200);
            assertThat(stopped.isComplete()).isFalse();
            Futures.result(stopped.map(true));
        }
    }

    private GatewayUnderTest start(Map<String, String> settings) {
        var gateway = GatewayUnderTest.start(config, "node", settings);
        Futures.until("ready", () -> gateway.status("/ready") == 200);
        return gateway;
    }

    private static Message ask(GatewayUnderTest gateway, String host, String path) {
        try (var client = gateway.connect()) {
            return client.send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                    .readMessage();
        }
    }

    private static String metrics(GatewayUnderTest gateway) {
        try (var client = Conversation.with(gateway.operationsPort())) {
            return client.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .readMessage()
                    .body();
        }
    }

    private static boolean counts(String line) {
        return line.startsWith("gateway_requests_total{")
                && line.contains("version=\"2.0\"")
                && line.contains("status=\"2xx\"")
                && line.endsWith(" 1.0");
    }
}
