package com.openflyers.gateway.provision;

import com.openflyers.gateway.config.Settings;
import java.nio.file.Path;
import java.time.Duration;

/// Where the files are that databases are made of, and those that they become.
///
/// @param migrations     directory of what must be known of each version, and of the scripts from one to another
/// @param archives       directory of archives, the same for all nodes
/// @param quarantinePoll from one look for databases that may be dropped to the next
/// @param closedKept     for how long a closed space keeps its databases
public record ProvisionSettings(Path migrations, Path archives, Duration quarantinePoll, Duration closedKept) {

    public static ProvisionSettings from(Settings settings) {
        return new ProvisionSettings(
                settings.parsed("provision.migrations", Path.of("conf", "migrations"), Path::of),
                settings.parsed("provision.archives", Path.of("archives"), Path::of),
                settings.duration(
                        "provision.quarantine-poll", Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofDays(1)),
                settings.duration(
                        "provision.closed-kept", Duration.ofDays(30), Duration.ofDays(1), Duration.ofDays(3650)));
    }
}
