package com.openflyers.gateway.provision;

import java.util.Optional;

/// Makes archives. Blocks.
public final class ArchiveWorkflow {
    /// @param from     what is read: the database itself, or a copy of one that refuses connections
    /// @param database what it is an archive of
    public Archive make(DatabaseName from, DatabaseName database, String version) {
        throw new UnsupportedOperationException();
    }

    public Optional<Archive> latest(DatabaseName database) {
        throw new UnsupportedOperationException();
    }
    /// Fills `target`, which it makes.
    public void restore(Archive archive, DatabaseName target) {
        throw new UnsupportedOperationException();
    }
}
