package com.openflyers.gateway.provision;

import com.openflyers.gateway.config.Settings;
import java.nio.file.Path;

/// @param migrations directory of the scripts from version to version
/// @param archives   directory of archives, the same for all nodes
public record ProvisionSettings(Path migrations, Path archives) {

    public static ProvisionSettings from(Settings settings) {
        return new ProvisionSettings(
                settings.parsed("provision.migrations", Path.of("conf", "migrations"), Path::of),
                settings.parsed("provision.archives", Path.of("archives"), Path::of));
    }
}
