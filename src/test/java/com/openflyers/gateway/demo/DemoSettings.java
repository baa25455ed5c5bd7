package com.openflyers.gateway.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/// What of the demo can be set, all of it by environment.
///
/// @param edgePort       0 for any, as below
/// @param directory      everything it writes
/// @param forTheGateway  the rest of the environment, for the gateway's own settings
record DemoSettings(int edgePort, int operationsPort, int smtpPort, Path directory, Map<String, String> forTheGateway) {

    private static final String EDGE_PORT = "GATEWAY_EDGE_PORT";
    private static final String OPERATIONS_PORT = "GATEWAY_OPERATIONS_PORT";
    private static final String SMTP_PORT = "GATEWAY_DEMO_SMTP_PORT";
    private static final String DIRECTORY = "GATEWAY_DEMO_DIRECTORY";
    private static final String OURS = "GATEWAY_DEMO_";

    DemoSettings {
        forTheGateway = Map.copyOf(forTheGateway);
    }

    /// @throws Unusable if a port is no port, or another program's
    static DemoSettings from(Map<String, String> environment) {
        return new DemoSettings(
                freePort(environment, EDGE_PORT, 8080),
                freePort(environment, OPERATIONS_PORT, 9090),
                freePort(environment, SMTP_PORT, 2525),
                Path.of(environment.getOrDefault(DIRECTORY, "target/demo")).toAbsolutePath(),
                environment.entrySet().stream()
                        .filter(entry -> !entry.getKey().startsWith(OURS))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /// The demo cannot start, for a reason that fits into one sentence.
    static final class Unusable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unusable(String sentence) {
            super(sentence);
        }
    }

    /// Takes the port for a moment: better said now than after everything else was started. For 0, the one that the
    /// system gave.
    private static int freePort(Map<String, String> environment, String name, int otherwise) {
        var port = port(environment, name, otherwise);
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new Unusable("Port %d is taken: set %s to another one, or to 0 for any.".formatted(port, name));
        }
    }

    private static int port(Map<String, String> environment, String name, int otherwise) {
        var text = environment.getOrDefault(name, Integer.toString(otherwise));
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new Unusable("%s = \"%s\": expected a port, 0 to 65535.".formatted(name, text));
        }
        return Integer.parseInt(text);
    }
}
