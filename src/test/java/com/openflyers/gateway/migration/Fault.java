package com.openflyers.gateway.migration;

import com.openflyers.gateway.migration.Course.Purpose;

/// Something that goes wrong once in a migration, in one of its states.
record Fault(Kind kind, Purpose purpose, State state) {

    enum Kind {
        /// The coordinator fails before it does anything.
        FAILS_BEFORE,
        /// It fails when the work is done and nothing is recorded.
        FAILS_AFTER,
        /// It records what it did and never learns of it.
        ANSWER_LOST,
        /// It ends without a word when the work is done; its claim runs out.
        KILLED,
        /// Its claim runs out while it works: another one does the same at once.
        SECOND,
        /// It stands still before the work until others have decided, and then does the work.
        ZOMBIE_BEFORE,
        /// It stands still after the work until others have decided, and then records it.
        ZOMBIE_AFTER,
        /// What it would record cannot be.
        OBSTRUCTED
    }

    boolean strikes(Migration migration) {
        return migration.state() == state && migration.purpose() == purpose;
    }

    @Override
    public String toString() {
        return kind + " in " + state + " of the " + purpose;
    }
}
