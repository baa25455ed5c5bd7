package com.openflyers.gateway.registry;

/// One database of a space. At most one is live per space *and* version; requests reach that of the pointer's version.
public record SpaceDatabase(String version, String name, Role role) {

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
}
