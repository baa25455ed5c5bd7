package com.openflyers.gateway.registry;

/// The revision that somebody saw before deciding on a change (RFC 9110 §13.1.1, `If-Match`).
public sealed interface Expected {

    Expected ANY = new Any();

    /// @param revision 0 when nothing of that name may be there yet
    static Expected exactly(long revision) {
        return new Exactly(revision);
    }

    /// @param current 0 when there is nothing yet
    boolean allows(long current);

    record Any() implements Expected {
        @Override
        public boolean allows(long current) {
            return true;
        }
    }

    record Exactly(long revision) implements Expected {
        @Override
        public boolean allows(long current) {
            return current == revision;
        }
    }
}
