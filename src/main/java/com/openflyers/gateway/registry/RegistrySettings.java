package com.openflyers.gateway.registry;

import com.openflyers.gateway.config.Settings;
import java.nio.file.Path;
import java.time.Duration;

/// How a node follows the registry.
///
/// @param savedTable  directory of the saved table; one for each node
/// @param poll        from one look at the feed to the next when no notification comes
/// @param shrinkShare share of the spaces, 0 to 1, that may vanish at once before an operator is asked
/// @param keepChanges age at which a change is forgotten; a node that was away for longer reads everything again
public record RegistrySettings(Path savedTable, Duration poll, double shrinkShare, Duration keepChanges) {

    public static RegistrySettings from(Settings settings) {
        return new RegistrySettings(
                settings.parsed("registry.saved-table", Path.of("state"), Path::of),
                settings.duration("registry.poll", Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofMinutes(1)),
                settings.integer("registry.shrink-percent", 20, 0, 100) / 100.0,
                settings.duration(
                        "registry.keep-changes", Duration.ofDays(7), Duration.ofHours(1), Duration.ofDays(365)));
    }
}
