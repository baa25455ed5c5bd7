package com.openflyers.gateway.provision;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// What became of running the scripts.
public sealed interface Conversion {
    record Converted(List<Ran> scripts) implements Conversion {}
    /// @param line of the script, from 1, where PostgreSQL says so
    record Failed(String script, OptionalInt line, String sqlState, String message) implements Conversion {}

    record Ran(String script, String sha256, Duration took) {}
}
