package com.openflyers.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.ChildProcess;
import com.openflyers.gateway.testing.Eventually;
import com.openflyers.gateway.testing.Journey;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo as somebody runs it: as a process, by what it prints.
@Journey
class DemoProcessTest {

    private static final Duration STARTING = Duration.ofMinutes(2);
    /// Ten on a machine that has nothing else to do.
    private static final Duration STOPPING = Duration.ofSeconds(25);
    private static final Pattern CURL = Pattern.compile("^  curl (?:.*\\\\\\n)*.*$", Pattern.MULTILINE);

    @TempDir
    Path directory;

    @Test
    void what_it_prints_works_when_pasted_and_nothing_is_left_when_it_is_told_to_stop() throws Exception {
        var leftover = Files.createDirectories(directory.resolve("state")).resolve("of another registry");
        Files.writeString(leftover, "{}");
        try (var demo = ChildProcess.start("demo", demo(new ArrayList<>()))) {
            awaitOutput(demo, "A flip moves the pointer, not the data");
            var postgres = postgres();
            var lines = CURL.matcher(demo.output())
                    .results()
                    .map(line -> line.group().strip())
                    .toList();

            var booked = paste(lines.get(0));
            var taken = paste(lines.get(0));
            var flipped = paste(lines.get(1));
            var bookedOn20 = paste(lines.get(2));
            var bareFlip = paste(lines.get(1).replace("spaces/aeroclub", "spaces/mermoz"));
            var page = paste("curl -si -H 'Host: aeroclub.localhost' " + edge(demo) + "/login");

            assertThat(List.of(booked, taken)).containsExactly("200", "409");
            assertThat(flipped).contains("\"version\":\"2.0\"");
            assertThat(bookedOn20).contains("\"id\"");
            assertThat(bareFlip).contains("urn:gateway:no-database", "\"status\":422");
            assertThat(page).contains("X-App-Version: 2.0");
            assertThat(leftover).doesNotExist();
            assertThat(Files.getPosixFilePermissions(directory.resolve("operator.jwt")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));

            ProcessHandle.of(demo.pid()).orElseThrow().destroy();
            var _ = demo.exitCode(STOPPING);

            assertThat(gone(postgres)).isTrue();
        }
    }

    @Test
    void it_does_not_outlive_a_maven_that_was_killed() throws Exception {
        var command = demo(new ArrayList<>(List.of(ChildProcess.java(), "-cp", classPath(), Launcher.class.getName())));
        try (var maven = ChildProcess.start("launcher", command)) {
            awaitOutput(maven, "A flip moves the pointer, not the data");
            var postgres = postgres();
            var demo = ProcessHandle.of(maven.pid())
                    .flatMap(it -> it.children().findFirst())
                    .orElseThrow();

            ProcessHandle.of(maven.pid()).orElseThrow().destroyForcibly();

            Eventually.holds(
                    STOPPING, () -> !demo.isAlive() && gone(postgres), () -> new AssertionError("something is left"));
        }
    }

    @Test
    void a_taken_port_is_named_in_one_sentence_with_its_setting() throws Exception {
        try (var other = new ServerSocket(0)) {
            var command = new ProcessBuilder(demo(new ArrayList<>()).command());
            command.environment().put("GATEWAY_EDGE_PORT", Integer.toString(other.getLocalPort()));
            try (var demo = ChildProcess.start("demo", command)) {
                assertThat(demo.exitCode(STARTING)).isEqualTo(1);
                assertThat(demo.output())
                        .isEqualTo("Port %d is taken: set GATEWAY_EDGE_PORT to another one, or to 0 for any."
                                .formatted(other.getLocalPort()));
            }
        }
    }

    /// Starts what its arguments say and waits: what Maven is to the demo.
    static final class Launcher {

        private Launcher() {}

        public static void main(String[] command) throws Exception {
            System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
        }
    }

    /// @param before of the command line
    private ProcessBuilder demo(List<String> before) {
        before.add(ChildProcess.java());
        before.addAll(ChildProcess.SHORT_LIVED);
        before.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath(),
                Demo.class.getName()));
        var builder = new ProcessBuilder(before);
        builder.environment().put("GATEWAY_EDGE_PORT", "0");
        builder.environment().put("GATEWAY_OPERATIONS_PORT", "0");
        builder.environment().put("GATEWAY_DEMO_SMTP_PORT", "0");
        builder.environment().put("GATEWAY_DEMO_DIRECTORY", directory.toString());
        return builder;
    }

    private static void awaitOutput(ChildProcess process, String text) {
        Eventually.holds(
                STARTING,
                () -> process.output().contains(text) || !process.alive(),
                () -> new AssertionError("not ready: " + process.output()));
        assertThat(process.output()).contains(text);
    }

    /// The server's process.
    private long postgres() throws IOException {
        return Long.parseLong(
                Files.readAllLines(directory.resolve("postgres/postmaster.pid")).getFirst());
    }

    private static boolean gone(long pid) {
        // Whoever ended and was not yet reaped by its parent has no command any more.
        return ProcessHandle.of(pid).flatMap(it -> it.info().command()).isEmpty();
    }

    private static String edge(ChildProcess demo) {
        var address = Pattern.compile("http://aeroclub\\.localhost(:\\d+)").matcher(demo.output());
        assertThat(address.find()).isTrue();
        return "http://127.0.0.1" + address.group(1);
    }

    /// What a shell makes of it.
    private static String paste(String line) throws Exception {
        var shell = new ProcessBuilder("bash", "-c", line).start();
        var output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(line).isZero();
        return output.strip();
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }
}
