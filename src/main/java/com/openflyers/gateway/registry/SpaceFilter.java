package com.openflyers.gateway.registry;

import com.openflyers.gateway.route.Space.Kind;
import org.jspecify.annotations.Nullable;

/// Which active spaces to list; null means any.
///
/// @param text  found in the space's or the club's name, whatever the case
/// @param after name of the last space of the page before
/// @param limit most spaces on a page
public record SpaceFilter(
        @Nullable Kind kind,
        @Nullable String version,
        @Nullable String text,
        @Nullable String after,
        int limit) {}
