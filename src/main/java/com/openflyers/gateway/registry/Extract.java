package com.openflyers.gateway.registry;

import com.openflyers.gateway.route.Space;
import com.openflyers.gateway.route.Version;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What the registry held at one instant: all of it, or what changed lately.
///
/// Rows are as they were at `revision`, not as the single changes left them: the last word is enough.
///
/// @param pruned     changes up to this revision may be missing in an extract of changes
/// @param unreadable rows that this build cannot understand, `space aeroclub` and why
record Extract(
        UUID registry,
        long revision,
        long pruned,
        Scope scope,
        List<Version> versions,
        List<Space> spaces,
        Map<String, String> unreadable) {

    /// Most versions, and most spaces, of an extract of changes; further behind, reading everything is better.
    static final int MOST_CHANGES = 1000;

    sealed interface Scope {
        /// A name that is not in the extract is not in the registry.
        record Whole() implements Scope {}

        /// That holds for these names only.
        record Changes(Set<String> versions, Set<String> spaces) implements Scope {}
    }

    static String version(String name) {
        return "version " + name;
    }

    static String space(String name) {
        return "space " + name;
    }

    /// Whether it brings a table of that revision up to date.
    boolean reachesBackTo(long known) {
        return switch (scope) {
            case Scope.Whole() -> true;
            case Scope.Changes changes ->
                pruned <= known
                        && changes.versions().size() < MOST_CHANGES
                        && changes.spaces().size() < MOST_CHANGES;
        };
    }

    /// Whether the extract would hold the version if there were one of that name.
    boolean asksVersion(String name) {
        return switch (scope) {
            case Scope.Whole() -> true;
            case Scope.Changes changes -> changes.versions().contains(name);
        };
    }
}
