package com.openflyers.gateway.migration;

/// What can happen to a migration.
public enum Event {
    /// The state's step has done its work.
    DONE,
    /// It could not.
    FAILED,
    /// The time for the state, or for the whole hold, is over.
    DEADLINE,
    /// For a rehearsal: the copy was made beside the club's work, without a closed gate.
    SPARED,

    // What people say: an operator, or the club.
    REHEARSE,
    APPROVE,
    REFUSE,
    WITHDRAW,
    SCHEDULE,
    START,
    CONFIRM_COPIED,
    ABORT,
    ACCEPT,
    REVERSE,
    RESUME,
    ARCHIVE
}
