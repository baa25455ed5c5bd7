package com.openflyers.gateway.route;

import java.util.List;
import java.util.regex.Pattern;

/// A running release of the application, as far as the edge needs it: where its servers are and how it behaves.
///
/// @param name      such as `1.3.1` or `2.1-beta`; open data, never an enum
/// @param upstreams may be empty: then its spaces get 503
public record Version(String name, List<Upstream> upstreams, HealthCheck health, Rules rules) {

    /// Begins the names of those versions that no operator named: the registry has none with a slash.
    public static final String FIXED = "fixed/";

    private static final Pattern NAME = Pattern.compile("(" + FIXED + ")?[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    public Version {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a version's name has 1 to 32 letters, digits, dots, hyphens and underscores, not \"" + name
                            + "\"");
        }
        upstreams = List.copyOf(upstreams);
        if (upstreams.stream().distinct().count() != upstreams.size()) {
            throw new IllegalArgumentException("an upstream of version " + name + " is listed twice");
        }
    }
}
