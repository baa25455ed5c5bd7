package com.openflyers.gateway.provision;

import java.time.Duration;

/// Makes databases: of a version's template, or as a copy of another. Blocks.
public final class CopyWorkflow {
    /// @param mark says for whom: an existing database with the same mark is taken, one with another is set aside
    /// @throws Obstacle if the source is in use or the disk is full
    public Copied copy(DatabaseName source, DatabaseName target, String mark, Duration longest) {
        throw new UnsupportedOperationException();
    }
    /// A space's first database; members' servers log in as `role`
    public Copied create(String template, DatabaseName name, String role, String mark) {
        throw new UnsupportedOperationException();
    }

    public enum Copied {
        MADE,
        FOUND
    }
}
