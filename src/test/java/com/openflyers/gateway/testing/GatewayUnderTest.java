package com.openflyers.gateway.testing;

import com.openflyers.gateway.app.Gateway;
import com.openflyers.gateway.app.GatewaySettings;
import com.openflyers.gateway.config.Settings;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A whole gateway in this JVM, on free ports.
public final class GatewayUnderTest implements AutoCloseable {

    private final Gateway gateway;
    private final AdminClient admin;
    private @Nullable Future<Void> stopped;

    private GatewayUnderTest(Gateway gateway) {
        this.gateway = gateway;
        this.admin = new AdminClient(gateway.operationsPort());
    }

    /// @param node its name in the fleet
    public static GatewayUnderTest start(GatewayConfig config, String node) {
        return start(config, node, Map.of());
    }

    /// @param more settings that differ from those of the other tests, by their variables
    public static GatewayUnderTest start(GatewayConfig config, String node, Map<String, String> more) {
        var environment = new HashMap<>(config.environment());
        environment.put("GATEWAY_EDGE_PORT", "0");
        environment.putAll(more);
        environment.put("GATEWAY_OPERATIONS_PORT", "0");
        environment.put("GATEWAY_FLEET_NODE", node);
        var settings = Settings.of(config.yaml(), "test", environment);
        var all = GatewaySettings.from(settings);
        settings.requireSound();
        return new GatewayUnderTest(Futures.result(Gateway.start(all)));
    }

    public int edgePort() {
        return gateway.edgePort();
    }

    public int operationsPort() {
        return gateway.operationsPort();
    }

    public AdminClient admin() {
        return admin;
    }

    public Conversation connect() {
        return Conversation.with(gateway.edgePort());
    }

    /// The status of an operations page that needs no token.
    public int status(String path) {
        return admin.get(path).status();
    }

    /// Begins to stop it.
    public Future<Void> stop() {
        var stopping = stopped == null ? gateway.stop() : stopped;
        stopped = stopping;
        return stopping;
    }

    @Override
    public void close() {
        admin.close();
        Futures.result(stop().map(true));
    }
}
