package com.openflyers.gateway.fleet;

import java.util.List;

/// Whether *every* registered node is past a revision of a space.
///
/// A node that says nothing is never taken for dead: it may be serving. An operator who knows better deregisters it.
public sealed interface Barrier {

    /// @param words of all nodes
    record Passed(List<Word> words) implements Barrier {}

    /// @param missing a sentence for each node that is not past it, with its name
    record Closed(List<String> missing) implements Barrier {}
}
