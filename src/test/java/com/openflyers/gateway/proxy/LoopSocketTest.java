package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Upstream;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.Eventually;
import com.openflyers.gateway.testing.Ports;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A request that is led back to the gateway itself.
class LoopSocketTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void a_version_whose_server_is_the_gateway_answers_508_and_keeps_no_connection() {
        try (var edge = EdgeUnderTest.start()) {
            var itself = new Upstream("http", "127.0.0.1", edge.port());
            edge.version("2.0", Rules.NONE, itself).space("aeroclub", "2.0");

            requireLoop(edge, "aeroclub.localhost");
        }
    }

    @Test
    void a_fixed_host_that_leads_to_the_gateway_answers_508_and_keeps_no_connection() {
        var port = Ports.free();
        try (var edge = EdgeUnderTest.start("""
                edge:
                  port: %1$d
                  fixed-hosts: {client.localhost: "http://127.0.0.1:%1$d"}
                """.formatted(port))) {

            requireLoop(edge, "client.localhost");
        }
    }

    private static void requireLoop(EdgeUnderTest edge, String host) {
        try (var client = edge.connect()) {
            for (var i = 0; i < 200; i++) {
                client.send("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

                assertThat(client.readMessage().status()).isEqualTo(508);
            }
        }
        Eventually.holds(
                PATIENCE, () -> edge.edge().connections() == 0, () -> new AssertionError("connections are left over"));
        assertThat(edge.edge().idleUpstreamConnections()).isZero();
    }
}
