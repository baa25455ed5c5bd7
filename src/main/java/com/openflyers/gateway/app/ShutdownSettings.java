package com.openflyers.gateway.app;

import com.openflyers.gateway.config.Settings;
import java.time.Duration;

/// @param lameDuck how long requests are still taken after readiness began to fail, so that every load balancer notices
/// @param drain    how long running requests then have to end
record ShutdownSettings(Duration lameDuck, Duration drain) {

    static ShutdownSettings from(Settings settings) {
        var longest = Duration.ofHours(1);
        return new ShutdownSettings(
                settings.duration("shutdown.lame-duck", Duration.ofSeconds(15), Duration.ZERO, longest),
                settings.duration("shutdown.drain", Duration.ofSeconds(30), Duration.ZERO, longest));
    }
}
