package com.openflyers.gateway.app;

import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.observe.AccessLogSettings;

/// The settings of all parts. What is not read here is an unknown key.
record GatewaySettings(AccessLogSettings accessLog, LogSettings log, ShutdownSettings shutdown) {

    static GatewaySettings from(Settings settings) {
        return new GatewaySettings(
                AccessLogSettings.from(settings), LogSettings.from(settings), ShutdownSettings.from(settings));
    }
}
