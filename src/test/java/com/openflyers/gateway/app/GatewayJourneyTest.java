package com.openflyers.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.GatewayConfig;
import com.openflyers.gateway.testing.GatewayProcess;
import com.openflyers.gateway.testing.GatewayUnderTest;
import com.openflyers.gateway.testing.Journey;
import com.openflyers.gateway.testing.Ports;
import com.openflyers.gateway.testing.Postgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

/// One gateway from start to stop.
@Journey
class GatewayJourneyTest {

    @Test
    void a_gateway_says_that_it_is_ready_and_is_gone_after_it_stopped() {
        var config = GatewayConfig.on(Postgres.database());
        int port;
        try (var gateway = GatewayUnderTest.start(config, "node")) {
            port = gateway.edgePort();
            Futures.until("ready", () -> gateway.status("/ready") == 200);

            try (var client = gateway.connect()) {
                assertThat(client.send("GET /.gateway/ready HTTP/1.0\r\n\r\n")
                                .readMessage()
                                .status())
                        .isEqualTo(200);
            }
        }

        assertThat(Ports.accepts(port)).isFalse();
    }

    @Test
    void without_a_registry_and_a_saved_table_a_gateway_lives_but_is_not_ready() {
        try (var gateway = GatewayUnderTest.start(GatewayConfig.on(Postgres.nowhere()), "node")) {

            assertThat(gateway.status("/live")).isEqualTo(200);
            Futures.until("the reason is told", () -> reason(gateway).contains("cannot be reached"));
            assertThat(gateway.status("/ready")).isEqualTo(503);
            try (var client = gateway.connect()) {
                var answer = client.send("GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n")
                        .readMessage();
                assertThat(answer.status()).isEqualTo(404);
            }
        }
    }

    @Test
    void a_taken_port_is_one_sentence_that_names_the_port_and_the_setting() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var config = GatewayConfig.on(Postgres.nowhere());
            var environment = new HashMap<>(config.environment());
            environment.put("GATEWAY_EDGE_PORT", Integer.toString(taken.getLocalPort()));
            environment.put("GATEWAY_OPERATIONS_PORT", "0");
            var settings = GatewaySettings.from(Settings.of(config.yaml(), "test", environment));

            assertThatThrownBy(() -> Futures.result(Gateway.start(settings)))
                    .hasMessageContaining("port " + taken.getLocalPort() + " is taken")
                    .hasMessageContaining("GATEWAY_EDGE_PORT");
        }
    }

    @Test
    void a_process_that_is_told_to_stop_exits_with_0() {
        var config = GatewayConfig.on(Postgres.database());
        try (var gateway = GatewayProcess.launch(config.yaml(), config.environment())) {
            gateway.awaitReady();

            assertThat(gateway.process().terminate()).isZero();
        }
    }

    private static String reason(GatewayUnderTest gateway) {
        return gateway.admin().get("/ready").body().getJsonObject("reasons").getString("table");
    }
}
