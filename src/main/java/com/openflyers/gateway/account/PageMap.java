package com.openflyers.gateway.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The pages that can be asked for, and which of them a form is on: the one at its path, or the nearest above.
final class PageMap {

    /// @param path without anything that is still to be filled in
    record Place(String path, Function<Visit, View> page) {}

    private record Entry(Pattern pattern, Function<Visit, View> page) {}

    private final List<Entry> entries = new ArrayList<>();

    /// @param path such as `/spaces/:space`; of two that fit, the first one counts
    void add(String path, Function<Visit, View> page) {
        entries.add(new Entry(Pattern.compile(path.replaceAll(":[a-z]+", "[^/]+")), page));
    }

    Optional<Place> nearest(String path) {
        for (var at = path; !at.isEmpty(); at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
            var found = at(at);
            if (found.isPresent()) {
                return found;
            }
        }
        return at("/");
    }

    private Optional<Place> at(String path) {
        return entries.stream()
                .filter(entry -> entry.pattern().matcher(path).matches())
                .findFirst()
                .map(entry -> new Place(path, entry.page()));
    }
}
