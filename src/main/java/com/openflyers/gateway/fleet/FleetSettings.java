package com.openflyers.gateway.fleet;

import com.openflyers.gateway.config.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/// How this node shows itself to the others.
///
/// @param node       its name; two processes never share one
/// @param heartbeat  from one sign of life to the next
/// @param liveWithin silence, by the database's clock, after which a node is not waited for
public record FleetSettings(String node, Duration heartbeat, Duration liveWithin) {

    /// @param edgePort sets nodes on one machine apart
    public static FleetSettings from(Settings settings, int edgePort) {
        var second = Duration.ofSeconds(1);
        var heartbeat = settings.duration("fleet.heartbeat", second, Duration.ofMillis(100), Duration.ofMinutes(1));
        var liveWithin = settings.duration("fleet.live-within", second.multipliedBy(5), second, Duration.ofMinutes(10));
        if (liveWithin.compareTo(heartbeat.multipliedBy(2)) < 0) {
            settings.refuse("fleet.live-within", "expected at least twice fleet.heartbeat");
        }
        return new FleetSettings(settings.text("fleet.node", hostName() + ":" + edgePort), heartbeat, liveWithin);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
