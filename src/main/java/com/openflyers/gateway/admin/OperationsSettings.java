package com.openflyers.gateway.admin;

import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.route.Host;
import java.util.List;
import java.util.Set;

/// Where the operations listener is, and who may talk to it.
///
/// @param address     to listen on; the loopback interface unless somebody says otherwise
/// @param port        0 lets the system choose
/// @param names       hosts under which operators call it, besides `localhost` and any literal address
/// @param largestBody of a request, in bytes
public record OperationsSettings(String address, int port, Set<String> names, long largestBody, JwtSettings jwt) {

    public OperationsSettings {
        names = Set.copyOf(names);
    }

    public static OperationsSettings from(Settings settings) {
        return new OperationsSettings(
                settings.text("operations.address", "127.0.0.1"),
                settings.port("operations.port", 9090),
                Set.copyOf(settings.parsedList("operations.names", List.of(), OperationsSettings::name)),
                settings.bytes("operations.largest-body", 64 * 1024, 1024, 16 * 1024 * 1024),
                JwtSettings.from(settings));
    }

    private static String name(String text) {
        var host = Host.parse(text);
        if (host == null || text.indexOf(':') >= 0) {
            throw new IllegalArgumentException("expected a host name without a port");
        }
        return host;
    }
}
