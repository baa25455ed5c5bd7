package com.openflyers.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.testing.Eventually;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.ForeignProxy;
import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.GatewayConfig;
import com.openflyers.gateway.testing.GatewayProcess;
import com.openflyers.gateway.testing.Journey;
import com.openflyers.gateway.testing.Load;
import com.openflyers.gateway.testing.Ports;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.Readme;
import com.openflyers.gateway.testing.StoredRegistry;
import com.openflyers.gateway.testing.VersionServer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two nodes behind the load balancers of the README, whose configurations are run as they stand there.
@Journey
class RollingRestartJourneyTest {

    private static final int MEMBERS = 8;
    private static final Pattern SERVED =
            Pattern.compile("^gateway_requests_total\\{status=\"2xx\",version=\"2\\.0\"} [1-9]", Pattern.MULTILINE);

    private static final String HOST = "aeroclub.localhost";

    private final Vertx vertx = Vertx.vertx();
    private final FakeUpstream application = VersionServer.of("2.0");
    private final DatabaseSettings database = Postgres.database();
    private final int front = Ports.free();

    @BeforeEach
    void register_a_club() {
        var registry = new StoredRegistry(vertx, database);
        var _ = registry.put(StoredRegistry.version("2.0", application.port()));
        var _ = registry.put(StoredRegistry.space("aeroclub", "2.0"));
    }

    @AfterEach
    void stop() {
        Futures.result(vertx.close().map(true));
        application.close();
    }

    @Test
    void behind_haproxy_a_rolling_restart_costs_no_request() {
        // Noticing takes HAProxy two seconds.
        try (var one = node("one", "3s");
                var two = node("two", "3s");
                var _ = haproxy(ready(one), ready(two))) {
            var load = Load.readingAndWriting(HOST, front, MEMBERS).awaitMore(1_000);

            restart(one, load);
            restart(two, load);

            assertThat(failures(load)).isEmpty();
        }
    }

    @Test
    void behind_nginx_a_rolling_restart_costs_no_page() {
        try (var one = node("one", "0s");
                var two = node("two", "0s");
                var _ = nginx(ready(one), ready(two))) {
            var load = Load.on(HOST, front, MEMBERS).awaitMore(1_000);

            restart(one, load);
            restart(two, load);

            assertThat(failures(load)).isEmpty();
        }
    }

    @Test
    void a_node_that_is_killed_costs_no_more_than_the_requests_it_had() {
        try (var one = node("one", "0s");
                var two = node("two", "0s");
                var _ = haproxy(ready(one), ready(two))) {
            var load = Load.readingAndWriting(HOST, front, MEMBERS).awaitMore(1_000);

            one.process().kill();
            load.awaitMore(1_000);
            one.restart();
            awaitTraffic(one);

            assertThat(failures(load)).hasSizeLessThanOrEqualTo(MEMBERS);
        }
    }

    private static void restart(GatewayProcess node, Load load) {
        assertThat(node.process().terminate()).as(node.process()::output).isZero();
        load.awaitMore(500);
        node.restart();
        awaitTraffic(node);
        load.awaitMore(500);
    }

    private static List<Load.Answer> failures(Load load) {
        return load.stop().stream().filter(answer -> answer.status() != 200).toList();
    }

    /// Until the load balancer has taken it back: to stop the other one sooner would leave none.
    private static void awaitTraffic(GatewayProcess node) {
        Eventually.holds(
                Duration.ofSeconds(60),
                () -> SERVED.matcher(node.text("/metrics")).find(),
                () -> new AssertionError("no request came back to the node on " + node.edgePort()));
    }

    private GatewayProcess node(String name, String lameDuck) {
        var config = GatewayConfig.on(database);
        var environment = new HashMap<>(config.environment());
        environment.put("GATEWAY_FLEET_NODE", name);
        environment.put("GATEWAY_SHUTDOWN_LAME_DUCK", lameDuck);
        return GatewayProcess.launch(config.yaml(), environment);
    }

    /// Both nodes start at once, and before the load balancer, which would take one that is not ready for dead.
    private static GatewayProcess ready(GatewayProcess node) {
        node.awaitReady();
        return node;
    }

    private ForeignProxy haproxy(GatewayProcess one, GatewayProcess two) {
        return ForeignProxy.haproxy(addressed(Readme.block("haproxy"), "bind :80", "bind 127.0.0.1:", one, two), front);
    }

    private ForeignProxy nginx(GatewayProcess one, GatewayProcess two) {
        return ForeignProxy.nginx(addressed(Readme.block("nginx"), "listen 80", "listen 127.0.0.1:", one, two), front);
    }

    private String addressed(
            String configuration, String listens, String listensHere, GatewayProcess one, GatewayProcess two) {
        assertThat(configuration).contains(listens, "10.0.0.1:8080", "10.0.0.2:8080");
        return configuration
                .replace(listens, listensHere + front)
                .replace("10.0.0.1:8080", "127.0.0.1:" + one.edgePort())
                .replace("10.0.0.2:8080", "127.0.0.1:" + two.edgePort());
    }
}
