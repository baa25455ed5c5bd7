package com.openflyers.gateway.registry;

import com.openflyers.gateway.route.Space;
import com.openflyers.gateway.route.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What must change so that a node serves what an extract says.
///
/// @param unreadable all rows that keep the route they had, because nobody here can read them, and why
record Difference(Extract extract, Batch batch, Map<String, String> unreadable) {

    static Difference between(Served served, Extract extract) {
        var unreadable = unreadable(served, extract);
        var versions = changedVersions(served, extract);
        var spaces = changedSpaces(served, extract, unreadable);
        var closed = closed(served, extract, unreadable);
        var removed = removedVersions(served, extract, spaces, closed);
        return new Difference(
                extract, new Batch(extract.revision(), versions, spaces, closed, removed), Map.copyOf(unreadable));
    }

    /// Those of before that were not read again, and those of now.
    private static Map<String, String> unreadable(Served served, Extract extract) {
        var unreadable = new TreeMap<String, String>();
        switch (extract.scope()) {
            case Extract.Scope.Whole() -> {}
            case Extract.Scope.Changes(var versions, var spaces) -> {
                unreadable.putAll(served.unreadable());
                versions.forEach(name -> unreadable.remove(Extract.version(name)));
                spaces.forEach(name -> unreadable.remove(Extract.space(name)));
            }
        }
        unreadable.putAll(extract.unreadable());
        return unreadable;
    }

    private static List<Version> changedVersions(Served served, Extract extract) {
        return extract.versions().stream()
                .filter(version -> !version.equals(served.version(version.name())))
                .toList();
    }

    private static List<Space> changedSpaces(Served served, Extract extract, Map<String, String> unreadable) {
        var versions = names(extract);
        var changed = new ArrayList<Space>();
        for (var space : extract.spaces()) {
            if (!versions.contains(space.version()) && served.version(space.version()) == null) {
                unreadable.put(Extract.space(space.name()), "its version " + space.version() + " cannot be served");
            } else if (!space.equals(served.space(space.name()))) {
                changed.add(space);
            }
        }
        return changed;
    }

    private static List<String> closed(Served served, Extract extract, Map<String, String> unreadable) {
        var open = extract.spaces().stream().map(Space::name).collect(Collectors.toSet());
        var asked = switch (extract.scope()) {
            case Extract.Scope.Whole() -> served.spaces().stream().map(Space::name);
            case Extract.Scope.Changes changes -> changes.spaces().stream().filter(name -> served.space(name) != null);
        };
        return asked.filter(name -> !open.contains(name))
                .filter(name -> !unreadable.containsKey(Extract.space(name)))
                .toList();
    }

    private static List<String> removedVersions(
            Served served, Extract extract, List<Space> changed, List<String> closed) {
        var present = names(extract);
        var gone = served.versions().stream()
                .map(Version::name)
                .filter(name -> extract.asksVersion(name) && !present.contains(name))
                .filter(name -> !extract.unreadable().containsKey(Extract.version(name)))
                .collect(Collectors.toSet());
        if (gone.isEmpty()) {
            return List.of();
        }
        // A space that nobody can read any more may still be served by a version that is gone.
        var left = new HashSet<>(closed);
        changed.forEach(space -> {
            left.add(space.name());
            gone.remove(space.version());
        });
        served.spaces().stream()
                .filter(space -> !left.contains(space.name()))
                .forEach(space -> gone.remove(space.version()));
        return List.copyOf(gone);
    }

    private static Set<String> names(Extract extract) {
        return extract.versions().stream().map(Version::name).collect(Collectors.toSet());
    }
}
