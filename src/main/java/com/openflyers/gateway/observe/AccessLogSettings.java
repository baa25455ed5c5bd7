package com.openflyers.gateway.observe;

import com.openflyers.gateway.config.Settings;
import java.nio.file.Path;
import java.util.Optional;

/// @param enabled whether requests are logged at all
/// @param file    to append to; standard output when absent
/// @param queue   lines that may wait to be written before more are dropped
public record AccessLogSettings(boolean enabled, Optional<Path> file, int queue) {

    public static AccessLogSettings from(Settings settings) {
        return new AccessLogSettings(
                settings.flag("access-log.enabled", true),
                settings.optionalText("access-log.file").map(Path::of),
                settings.integer("access-log.queue", 65_536, 1_024, 1_048_576));
    }
}
