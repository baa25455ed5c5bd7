package com.openflyers.gateway.app;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Asks a running gateway on this machine how it is, for containers that have no other program to do so.
@Command(
        name = "probe",
        description = "Asks the gateway on this machine whether it lives; exits with 0 if so.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.USAGE)
final class ProbeCommand implements Callable<Integer> {

    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(3).toMillis();

    @Option(
            names = "--port",
            defaultValue = "${env:GATEWAY_OPERATIONS_PORT:-9090}",
            description = "Operations port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--path", description = "What to ask: /live or /ready (default: ${DEFAULT-VALUE}).")
    private String path = "/live";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            var status = ask();
            spec.commandLine().getOut().println(status);
            return status == HttpURLConnection.HTTP_OK ? 0 : Main.FAILURE;
        } catch (IOException e) {
            throw new StartFailure("nobody answers on operations port " + port + ": " + e.getMessage(), e);
        }
    }

    private int ask() throws IOException {
        // Not the newer client: this one is up in a tenth of the time, and a probe runs every few seconds.
        var connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        return connection.getResponseCode();
    }
}
