package com.openflyers.gateway.provision;

import java.time.Duration;
import java.util.Optional;

/// Loads and runs the scripts from one version to another. Blocks.
public final class ConversionWorkflow {
    /// Empty if there is no directory for the pair.
    public Optional<Scripts> load(String from, String to) {
        throw new UnsupportedOperationException();
    }
    /// One transaction each, recorded in the database itself: what ran does not run again.
    public Conversion run(DatabaseName database, Scripts scripts, Duration longest) {
        throw new UnsupportedOperationException();
    }
    /// Lets the version's servers in: rights on rows, CONNECT, and the settings that `like` has as a database.
    public void admit(DatabaseName database, String version, String role, DatabaseName like) {
        throw new UnsupportedOperationException();
    }
}
