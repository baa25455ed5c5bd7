package com.openflyers.gateway.registry;

import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.route.Host;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which names a club's space may have, and the host that follows from each.
///
/// @param domain   all spaces' parent, such as `openflyers.fr`; the same on every node
/// @param reserved the first labels of hosts that are no club's: whoever knows `client.openflyers.com` would take
///                 `client.openflyers.fr` for the same
public record SpaceNames(String domain, Set<String> reserved) {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    /// RFC 1035 §2.3.4, without the root's dot.
    private static final int LONGEST_HOST = 253;

    public SpaceNames {
        reserved = Set.copyOf(reserved);
    }

    /// @param others hosts that are no club's
    public static SpaceNames from(Settings settings, Set<String> others) {
        return of(settings.parsed("spaces.domain", "openflyers.fr", SpaceNames::domain), others);
    }

    public static SpaceNames of(String domain, Set<String> others) {
        return new SpaceNames(
                domain, others.stream().map(SpaceNames::firstLabel).collect(Collectors.toSet()));
    }

    public String host(String space) {
        return space + "." + domain;
    }

    /// The rule that `space` breaks, as a sentence for a person; empty when it may be a space's name.
    public Optional<String> fault(String space) {
        if (!LABEL.matcher(space).matches()) {
            return Optional.of("a space's name has 1 to 63 lower-case letters, digits and inner hyphens");
        }
        if (space.startsWith("--", 2)) {
            return Optional.of("a space's name has no two hyphens after its second character, as coded names such as "
                    + "\"xn--…\" have");
        }
        if (host(space).length() > LONGEST_HOST) {
            return Optional.of("a host has at most " + LONGEST_HOST + " characters");
        }
        return reserved.contains(space) ? Optional.of("the name is reserved") : Optional.empty();
    }

    private static String firstLabel(String host) {
        var dot = host.indexOf('.');
        return dot < 0 ? host : host.substring(0, dot);
    }

    private static String domain(String text) {
        if (!text.equals(Host.parse(text))) {
            throw new IllegalArgumentException("expected a domain in lower case, such as openflyers.fr");
        }
        return text;
    }
}
