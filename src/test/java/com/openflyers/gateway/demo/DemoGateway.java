package com.openflyers.gateway.demo;

import com.openflyers.gateway.app.Gateway;
import com.openflyers.gateway.app.GatewaySettings;
import com.openflyers.gateway.config.InvalidSettings;
import com.openflyers.gateway.config.Settings;
import java.time.Duration;

/// The gateway itself, in this process.
record DemoGateway(Gateway gateway) implements AutoCloseable {

    private static final Duration STARTING = Duration.ofSeconds(20);
    private static final Duration STOPPING = Duration.ofSeconds(6);

    /// @throws DemoSettings.Unusable if the caller's environment holds what the gateway refuses
    static DemoGateway start(GatewayConfiguration configuration) {
        var settings = Settings.of(configuration.yaml(), "demo", configuration.environment());
        try {
            var all = GatewaySettings.from(settings);
            settings.requireSound();
            return new DemoGateway(DemoClubs.within(STARTING, Gateway.start(all)));
        } catch (InvalidSettings e) {
            throw new DemoSettings.Unusable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        var _ = DemoClubs.within(STOPPING, gateway.stop());
    }
}
