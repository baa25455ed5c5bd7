package com.openflyers.gateway.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some rows of a longer list.
///
/// @param next what to ask for to get the rows behind these; null on the last page
public record Page<T>(List<T> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }
}
