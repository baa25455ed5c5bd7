package com.openflyers.gateway.registry;

import com.openflyers.gateway.route.Version;
import org.jspecify.annotations.Nullable;

/// A version with everything that is stored about it.
///
/// @param route          what the edge needs of it
/// @param signUpDefault  whether new clubs get it; at most one version at a time
/// @param template       of the databases it needs, for the engine [Engine#POSTGRESQL]
/// @param role           PostgreSQL role its servers log in with
/// @param yearlyPrice    the one with the latest date; earlier ones stay stored
/// @param migrationPrice likewise, for being moved to this version
/// @param revision       of its last change; ignored when written
public record RegisteredVersion(
        Version route,
        Channel channel,
        boolean signUpDefault,
        Engine engine,
        @Nullable String template,
        @Nullable String role,
        @Nullable Price yearlyPrice,
        @Nullable Price migrationPrice,
        long revision) {

    public String name() {
        return route.name();
    }
}
