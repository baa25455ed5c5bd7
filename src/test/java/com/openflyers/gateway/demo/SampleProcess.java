package com.openflyers.gateway.demo;

import com.openflyers.gateway.demo.v131.SampleApp131;
import com.openflyers.gateway.demo.v20.SampleApp20;
import com.openflyers.gateway.demo.web.SampleApp;
import com.openflyers.gateway.demo.web.SampleServer;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// One server of a sample version as a process of its own, for tests that kill it.
///
/// Prints `listening on <port>` when it takes requests.
public final class SampleProcess {

    static final String LISTENING = "listening on ";

    private SampleProcess() {}

    /// @param arguments version, port (0 for any), host and port of PostgreSQL, directory of 1.3.1's sessions
    public static void main(String[] arguments) {
        var postgres = new PgConnectOptions().setHost(arguments[2]).setPort(Integer.parseInt(arguments[3]));
        var app = app(arguments[0], new DemoDatabases(postgres), Path.of(arguments[4]));
        var starting = SampleServer.start(Vertx.vertx(), app, Integer.parseInt(arguments[1]));
        var server = DemoClubs.within(Duration.ofSeconds(20), starting);
        System.out.println(LISTENING + server.port());
    }

    /// What to start it with.
    public static List<String> command(String version, int port, PgConnectOptions postgres, Path sessions) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                SampleProcess.class.getName(),
                version,
                Integer.toString(port),
                postgres.getHost(),
                Integer.toString(postgres.getPort()),
                sessions.toString());
    }

    private static SampleApp app(String version, DemoDatabases databases, Path sessions) {
        return switch (version) {
            case SampleApp131.VERSION -> DemoClubs.app131(databases, sessions);
            case SampleApp20.VERSION -> DemoClubs.app20(databases);
            default -> throw new IllegalArgumentException("there is no sample of version " + version);
        };
    }
}
