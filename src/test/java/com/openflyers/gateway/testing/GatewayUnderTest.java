package com.openflyers.gateway.testing;

import com.openflyers.gateway.app.Gateway;
import com.openflyers.gateway.app.GatewaySettings;
import com.openflyers.gateway.config.Settings;
import java.util.HashMap;

/// A whole gateway in this JVM, on free ports.
public final class GatewayUnderTest implements AutoCloseable {

    private final Gateway gateway;
    private final AdminClient admin;

    private GatewayUnderTest(Gateway gateway) {
        this.gateway = gateway;
        this.admin = new AdminClient(gateway.operationsPort());
    }

    /// @param node its name in the fleet
    public static GatewayUnderTest start(GatewayConfig config, String node) {
        var environment = new HashMap<>(config.environment());
        environment.put("GATEWAY_EDGE_PORT", "0");
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

    @Override
    public void close() {
        admin.close();
        Futures.result(gateway.stop().map(true));
    }
}
