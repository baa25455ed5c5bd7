package com.openflyers.gateway.app;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    private static final String LOOPBACK = "127.0.0.1";
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(3).toMillis();

    @Mixin
    private ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--port", paramLabel = "PORT", description = "Operations port (default: the configured one).")
    private @Nullable Integer port;

    @Option(names = "--path", description = "What to ask: /live or /ready (default: ${DEFAULT-VALUE}).")
    private String path = "/live";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var operations = configuration.operations();
        var asked = port == null ? operations.port() : port;
        try {
            var status = ask(operations.address(), asked);
            spec.commandLine().getOut().println(status);
            return status == HttpURLConnection.HTTP_OK ? 0 : Main.FAILURE;
        } catch (IOException e) {
            throw new StartFailure("nobody answers on operations port " + asked + ": " + e.getMessage(), e);
        }
    }

    /// @param address where the gateway listens, which may be everywhere
    private int ask(String address, int at) throws IOException {
        var host = InetAddress.getByName(address).isAnyLocalAddress() ? LOOPBACK : address;
        var literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
        // Not the newer client: this one is up in a tenth of the time, and a probe runs every few seconds.
        var connection = (HttpURLConnection)
                URI.create("http://" + literal + ":" + at + path).toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        return connection.getResponseCode();
    }
}
