package com.openflyers.gateway.migration;

/// Where a migration is. In each state the space is served by exactly one version, or by none for a moment.
public enum State {
    /// Somebody has asked for it.
    REQUESTED,
    /// It is found out whether anything is in the way.
    PREFLIGHT,
    /// The space is reserved; a quiet instant is awaited.
    ARMED,
    /// The gate is closed on every node, and requests in flight end.
    HOLDING,
    /// The old database refuses new sessions; those that are there are ended.
    FENCING,
    /// Nobody can be connected to the old database, and nobody knows its name; it is copied.
    FENCED,
    /// Only in a rehearsal: the copy is made, and the space goes back to its members.
    RETURNING,
    /// The copy is counted, as it was before.
    COPIED,
    /// The scripts run on the copy.
    COUNTED,
    /// What came out is compared with what went in.
    MIGRATED,
    /// Nothing is in the way of the switch.
    VERIFIED,
    /// The rehearsal has its report; an operator approves, or not.
    REHEARSED,
    /// The window is awaited.
    SCHEDULED,
    /// Only for a version whose databases we do not make: an operator copies by hand, the service is interrupted.
    AWAITING_COPY,
    /// The new version serves.
    SWITCHED,
    /// The new version serves, and is watched.
    OBSERVING,
    /// The club has to say whether all is well.
    AWAITING_CLUB,
    ACCEPTED,
    /// The old database is gone, its archive stays.
    ARCHIVED,
    /// On the way back to the version that served before; retried until it works.
    ABORTING,
    /// The version that served before serves; nothing was lost.
    ROLLED_BACK,
    /// The old version serves again, after the new one had.
    REVERSED,
    REFUSED,
    WITHDRAWN,
    /// Something was in the way that no waiting mends; the space is open on the version that served before.
    NEEDS_HUMAN;

    /// Whether it is settled, and another one of the space may be asked for.
    public boolean isOver() {
        return switch (this) {
            case ACCEPTED, ARCHIVED, REVERSED, REFUSED, WITHDRAWN -> true;
            case REQUESTED,
                    PREFLIGHT,
                    ARMED,
                    HOLDING,
                    FENCING,
                    FENCED,
                    RETURNING,
                    COPIED,
                    COUNTED,
                    MIGRATED,
                    VERIFIED,
                    REHEARSED,
                    SCHEDULED,
                    AWAITING_COPY,
                    SWITCHED,
                    OBSERVING,
                    AWAITING_CLUB,
                    ABORTING,
                    ROLLED_BACK,
                    NEEDS_HUMAN -> false;
        };
    }
}
