package com.openflyers.gateway.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Journey;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only a whole process can show: signals, exit statuses, and lines on standard error.
@Journey
class MainProcessTest {

    @TempDir
    private Path directory;

    @Test
    void a_gateway_that_is_told_to_stop_stops_in_order_and_exits_with_0() throws Exception {
        var process = gateway("serve", "--config", file(configuration(0)));
        var lines = new ArrayList<String>();
        try (var error = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
            for (var line = error.readLine(); line != null; line = error.readLine()) {
                lines.add(line);
                if (line.endsWith("app.ServeCommand: started")) {
                    // By its handle: the process itself would close the stream that is being read.
                    var _ = process.toHandle().destroy();
                }
            }
            assertThat(process.waitFor(60, SECONDS)).as("%s", lines).isTrue();
        } finally {
            var _ = process.destroyForcibly();
        }

        assertThat(process.exitValue()).as("%s", lines).isZero();
        assertThat(lines).last().asString().matches("\\d{4}-\\d\\d-\\d\\dT.*Z INFO app.ServeCommand: stopped");
    }

    @Test
    void a_taken_port_ends_the_process_with_one_sentence() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var process = gateway("serve", "--config", file(configuration(other.getLocalPort())));

            var lines = process.errorReader().lines().toList();

            assertThat(process.waitFor(60, SECONDS)).isTrue();
            assertThat(process.exitValue()).as("%s", lines).isEqualTo(1);
            assertThat(lines)
                    .last()
                    .asString()
                    .startsWith("port " + other.getLocalPort() + " is taken")
                    .contains("edge.port");
        }
    }

    @Test
    void a_broken_configuration_ends_the_process_with_78() throws Exception {
        var process = gateway("serve", "--config", file("nonsense: 1"));

        assertThat(process.waitFor(60, SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(78);
    }

    /// With no PostgreSQL, which must keep nobody from starting or stopping.
    private String configuration(int edgePort) {
        return """
                edge: {host: 127.0.0.1, port: %d}
                operations: {port: 0}
                database: {port: 1}
                registry: {saved-table: %s}
                shutdown: {lame-duck: 0s}
                """.formatted(edgePort, directory.resolve("state"));
    }

    private Process gateway(String... arguments) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    private String file(String yaml) throws Exception {
        return Files.writeString(directory.resolve("gateway.yaml"), yaml).toString();
    }
}
