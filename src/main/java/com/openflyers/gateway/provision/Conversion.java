package com.openflyers.gateway.provision;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// What became of running the scripts in a copy.
public sealed interface Conversion {

    /// All of them have run.
    record Converted(List<Ran> scripts) implements Conversion {

        public Converted {
            scripts = List.copyOf(scripts);
        }
    }

    /// One failed and left nothing; those before it stay done.
    ///
    /// @param line     of the script, from 1; empty where PostgreSQL does not say one, as inside a `DO` block
    /// @param sqlState empty if the script was not even sent
    record Failed(String script, OptionalInt line, String sqlState, String message) implements Conversion {

        /// For an operator.
        public String sentence() {
            var where = line.isPresent() ? ", line " + line.getAsInt() : "";
            return script + where + ": " + message;
        }
    }

    /// @param took how long it ran; when it was found done, how long it had run then
    record Ran(String script, String sha256, Duration took) {}
}
