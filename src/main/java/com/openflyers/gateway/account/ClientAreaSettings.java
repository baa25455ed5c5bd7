package com.openflyers.gateway.account;

import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.route.Host;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// The client area: where it is, and how long what it gives out is good for.
///
/// @param host           of its pages
/// @param shopWindow     host of the page with the way in; empty when somebody else serves that
/// @param port           loopback, for the edge; 0 for any
/// @param unconfirmed    how long a sign-up keeps its name without its link being followed
/// @param link           how long a mailed link to a password or an address is good for
/// @param invitation     likewise, for clubs that came by an operator
/// @param idle           after which a session that nobody used is over
/// @param longest        after which any session is
/// @param hashThreads    passwords hashed at once: each takes 19 MiB and a core for a moment; by default on half of
///                       them, so that the edge always has the others
/// @param signUpsPerHour for one client's address
public record ClientAreaSettings(
        String host,
        Optional<String> shopWindow,
        int port,
        Duration unconfirmed,
        Duration link,
        Duration invitation,
        Duration idle,
        Duration longest,
        int hashThreads,
        int signUpsPerHour) {

    public static ClientAreaSettings from(Settings settings) {
        return new ClientAreaSettings(
                settings.parsed("client-area.host", "client.openflyers.com", ClientAreaSettings::host),
                settings.optional("client-area.shop-window", ClientAreaSettings::host),
                settings.integer("client-area.port", 0, 0, 65_535),
                settings.duration("client-area.unconfirmed", days(2), Duration.ofMinutes(1), days(30)),
                settings.duration("client-area.link", Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofHours(1)),
                settings.duration("client-area.invitation", days(30), Duration.ofHours(1), days(90)),
                settings.duration("client-area.idle", days(1), Duration.ofMinutes(1), days(30)),
                settings.duration("client-area.longest", days(14), Duration.ofMinutes(1), days(90)),
                hashThreads(settings.integer("client-area.hash-threads", 0, 0, 32)),
                settings.integer("client-area.sign-ups-per-hour", 20, 1, 1_000_000));
    }

    /// Hosts that are no club's.
    public Set<String> hosts() {
        var hosts = new LinkedHashSet<>(Set.of(host));
        shopWindow.ifPresent(hosts::add);
        return hosts;
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }

    private static int hashThreads(int asked) {
        return asked == 0 ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2) : asked;
    }

    private static String host(String text) {
        if (!text.equals(Host.parse(text))) {
            throw new IllegalArgumentException("expected a host in lower case, such as client.openflyers.com");
        }
        return text;
    }
}
