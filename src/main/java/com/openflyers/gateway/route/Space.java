package com.openflyers.gateway.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One sub-domain: what the edge routes to.
///
/// @param name     the sub-domain, such as `aeroclub`
/// @param host     its full address in the form of [Host], such as `aeroclub.openflyers.fr`
/// @param club     the club's name, for pages that a member reads
/// @param closure  why the gate is not open; null when it is
/// @param version  name of the live version: the pointer
/// @param database of the live version; null for a version that finds its database itself
/// @param formerVersions versions the pointer left, the latest first; their cookies and addresses may still arrive
/// @param revision of the last change of the pointer; only grows
public record Space(
        String name,
        String host,
        String club,
        Kind kind,
        @Nullable Closure closure,
        String version,
        @Nullable String database,
        List<String> formerVersions,
        long revision) {

    public enum Kind {
        TEST,
        PRODUCTION,
        /// No club's: a host of our own such as the client area's, from the configuration and outside the registry.
        FIXED
    }

    /// What the gate of the space does with a request.
    public enum Mode {
        OPEN,
        HOLD,
        REFUSE
    }

    public Space {
        formerVersions = List.copyOf(formerVersions);
    }

    public Mode mode() {
        return closure == null ? Mode.OPEN : closure.mode();
    }

    /// The same with its gate open.
    public Space opened() {
        return closure == null
                ? this
                : new Space(name, host, club, kind, null, version, database, formerVersions, revision);
    }
}
