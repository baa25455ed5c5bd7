package com.openflyers.gateway.registry;

/// What the route table of this node is worth now.
public sealed interface TableStatus {

    /// There is nothing to serve from yet.
    record Missing(String reason) implements TableStatus {}

    /// All that the registry said a moment ago.
    record Current(long revision) implements TableStatus {}

    /// Served as it was last known, for as long as it takes.
    record Stale(long revision, String reason) implements TableStatus {}
}
