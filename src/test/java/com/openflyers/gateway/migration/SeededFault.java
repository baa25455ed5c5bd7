package com.openflyers.gateway.migration;

/// What the model check must find when it is built in.
enum SeededFault {
    /// The old database is copied while it takes writes.
    NO_FENCE,
    /// New sessions are refused, those that are there are kept.
    WEAK_FENCE,
    /// A node says that its gate is closed while requests are still in flight.
    NO_DRAIN,
    /// A node that has not been heard for its lease is taken for dead.
    LEASE_EXPIRY,
    /// The database is fenced without asking the nodes.
    NO_BARRIER,
    /// A node that starts serves the old version until it has heard something else.
    RESTART_BY_DEFAULT,
    /// Who gives up opens the old database, and only then says so.
    UNFENCED_BEFORE_DECISION,
    /// All attempts have the same names for what they fence and copy.
    NO_ATTEMPT_IN_NAMES,
    /// The old database is opened again with the switch.
    OLD_OPENED_AT_SWITCH,
    /// Who saw an unfinished copy replaces it, without looking whether it was finished meanwhile.
    COPY_REPLACED_LATE,
    /// A switch can still be rolled back.
    SWITCH_UNDONE,
    /// What is withdrawn while it is held is over at once.
    WITHDRAWN_BEHIND_GATE
}
