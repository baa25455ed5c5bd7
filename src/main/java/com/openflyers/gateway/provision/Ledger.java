package com.openflyers.gateway.provision;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// One side of the comparison of a database before and after its conversion.
///
/// @param checks  by name: values by key
/// @param orphans by name: rows that were not carried over as they were, and why
public record Ledger(Map<String, Map<String, String>> checks, Map<String, String> orphans) {
    /// One thing that is not as it was.
    public record Difference(String check, String key, String before, String after) {}

    public enum Side {
        BEFORE,
        AFTER
    }
    /// @param approved names of orphans
    public static List<Difference> compare(Ledger before, Ledger after, Set<String> approved) {
        throw new UnsupportedOperationException();
    }
}
