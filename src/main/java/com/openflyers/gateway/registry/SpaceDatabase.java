package com.openflyers.gateway.registry;

import java.util.regex.Pattern;

/// One database of a space. At most one is live per space *and* version; requests reach that of the pointer's version.
public record SpaceDatabase(String version, String name, Role role) {

    private static final Pattern OF_MIGRATION = Pattern.compile("quarantine__.*|.+__[afrs][0-9]+");

    public enum Role {
        LIVE,
        /// Being made; nobody reaches it through the edge.
        CANDIDATE,
        /// Refuses every writer; kept as the way back.
        FENCED,
        /// About to be dropped.
        QUARANTINED;

        /// Whether only a migration gives this role and takes it away; the others are an operator's.
        boolean ofMigration() {
            return switch (this) {
                case LIVE, CANDIDATE -> false;
                case FENCED, QUARANTINED -> true;
            };
        }
    }

    /// Whether a database of that name is a copy, or put aside: only what copies, fences and drops databases gives
    /// such names, and drops what it finds under them.
    public static boolean isOfMigration(String name) {
        return OF_MIGRATION.matcher(name).matches();
    }
}
