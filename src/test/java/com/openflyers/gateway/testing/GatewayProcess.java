package com.openflyers.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// One gateway as operations run it: `serve --config <file>`, a process of its own, from the classes under test or the
/// jar.
///
/// Its ports stay the same from one start to the next, so that a load balancer finds it again.
public final class GatewayProcess implements AutoCloseable {

    public static final Path JAR = Path.of("target", "openflyers-gateway.jar").toAbsolutePath();

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final int edgePort = Ports.free();
    private final int operationsPort = Ports.free();
    private final List<String> before;
    private final List<String> options;
    private final List<String> program;
    private final Path configuration;
    private final Map<String, String> environment;
    private ChildProcess process;

    private GatewayProcess(
            String yaml,
            Map<String, String> environment,
            List<String> before,
            List<String> options,
            List<String> program) {
        this.before = before;
        this.options = options;
        this.program = program;
        this.environment = environment;
        this.configuration = write(yaml);
        this.process = launch();
    }

    /// Starts it; waiting is the next step. Its ports are set by the environment, over what the file says.
    public static GatewayProcess launch(String yaml, Map<String, String> environment) {
        return launch(yaml, environment, List.of(), ChildProcess.SHORT_LIVED);
    }

    /// @param before  the command that starts it, such as `taskset -c 0`
    /// @param options of the JVM
    public static GatewayProcess launch(
            String yaml, Map<String, String> environment, List<String> before, List<String> options) {
        var program = List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "com.openflyers.gateway.app.Main");
        return new GatewayProcess(yaml, environment, before, options, program);
    }

    /// As [#launch(String, Map)], from the jar that is shipped; `mvn package` makes it.
    public static GatewayProcess launchJar(String yaml, Map<String, String> environment, List<String> options) {
        var program = List.of("-Xmx256m", "--sun-misc-unsafe-memory-access=allow", "-jar", JAR.toString());
        return new GatewayProcess(yaml, environment, List.of(), options, program);
    }

    public int edgePort() {
        return edgePort;
    }

    public int operationsPort() {
        return operationsPort;
    }

    public ChildProcess process() {
        return process;
    }

    /// Starts it again after its end, with the same configuration and ports, and waits until it is ready.
    public void restart() {
        relaunch();
        awaitReady();
    }

    /// Starts it again after its end, with the same configuration and ports.
    public void relaunch() {
        if (process.alive()) {
            throw new IllegalStateException("still running");
        }
        process.close();
        process = launch();
    }

    /// Waits until it says that it can serve every space.
    public void awaitReady() {
        await(() -> status("/ready") == 200, "is not ready");
    }

    /// Waits until it accepts connections: enough for fixed hosts, which need no registry.
    public void awaitListening() {
        await(() -> Ports.accepts(edgePort), "does not listen");
    }

    /// The status of an answer from its operations port, or 0 when there is none.
    public int status(String path) {
        return ask(path).map(HttpResponse::statusCode).orElse(0);
    }

    /// The body of an answer from its operations port, empty when there is none.
    public String text(String path) {
        return ask(path).map(HttpResponse::body).orElse("");
    }

    private Optional<HttpResponse<String>> ask(String path) {
        var uri = URI.create("http://127.0.0.1:" + operationsPort + path);
        var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
        try {
            return Optional.of(HTTP.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private void await(BooleanSupplier fact, String otherwise) {
        var running = process;
        Eventually.holds(READY_WITHIN, () -> !running.alive() || fact.getAsBoolean(), () -> running.failure(otherwise));
        if (!running.alive()) {
            throw running.failure("ended too soon");
        }
    }

    private ChildProcess launch() {
        var command = new ArrayList<>(before);
        command.add(ChildProcess.java());
        command.addAll(options);
        command.addAll(program);
        command.addAll(List.of("serve", "--config", configuration.toString()));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().put("GATEWAY_EDGE_PORT", Integer.toString(edgePort));
        builder.environment().put("GATEWAY_OPERATIONS_PORT", Integer.toString(operationsPort));
        return ChildProcess.start("gateway on " + edgePort, builder);
    }

    private static Path write(String yaml) {
        try {
            var directory =
                    Files.createDirectories(Path.of("target", "processes")).toAbsolutePath();
            return Files.writeString(Files.createTempFile(directory, "gateway", ".yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
