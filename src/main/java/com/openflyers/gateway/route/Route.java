package com.openflyers.gateway.route;

import org.jspecify.annotations.Nullable;

/// The place in the table that belongs to one host, the same object for as long as the host is known.
///
/// A connection may remember it and skip the lookup: [#target] always says what holds *now*.
public final class Route {

    private final String host;
    private volatile @Nullable Target target;

    Route(String host, Target target) {
        this.host = host;
        this.target = target;
    }

    public String host() {
        return host;
    }

    /// @return null once the space is closed
    public @Nullable Target target() {
        return target;
    }

    void point(@Nullable Target changed) {
        target = changed;
    }
}
