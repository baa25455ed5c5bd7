package com.openflyers.gateway.app;

import com.openflyers.gateway.admin.OperationsSettings;
import com.openflyers.gateway.config.Settings;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The file that every command with a configuration reads.
final class ConfigurationOption {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration to read; GATEWAY_… variables replace its keys (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("conf", "gateway.yaml");

    Path file() {
        return file;
    }

    /// Where the operations port is, as far as the file can be read: for a look at a gateway that runs already.
    OperationsSettings operations() {
        return OperationsSettings.from(Settings.read(file, System.getenv()));
    }

    /// @throws com.openflyers.gateway.config.InvalidSettings with every fault
    GatewaySettings load() {
        var settings = Settings.read(file, System.getenv());
        var all = GatewaySettings.from(settings);
        settings.requireSound();
        return all;
    }
}
