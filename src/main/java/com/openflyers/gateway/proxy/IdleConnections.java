package com.openflyers.gateway.proxy;

import org.jspecify.annotations.Nullable;

/// The clients' connections of one event loop on which no request has begun, the longest idle one first.
///
/// When the node has as many connections as it may, these give way to newcomers: an idle connection costs its client
/// at most a new handshake, a refused one is a page that does not open. Linked, so that entering, leaving and finding
/// the oldest are a few field writes each.
final class IdleConnections {

    private @Nullable Place oldest;
    private @Nullable Place newest;

    /// A connection's place in the list, which it may take again and again.
    static final class Place {

        private final ClientConnection connection;
        private boolean taken;
        private @Nullable Place before;
        private @Nullable Place after;

        Place(ClientConnection connection) {
            this.connection = connection;
        }
    }

    /// @param place not taken; it becomes the newest
    void add(Place place) {
        place.taken = true;
        place.before = newest;
        place.after = null;
        if (newest == null) {
            oldest = place;
        } else {
            newest.after = place;
        }
        newest = place;
    }

    /// Does nothing for a place that is not taken.
    void remove(Place place) {
        if (!place.taken) {
            return;
        }
        place.taken = false;
        var before = place.before;
        var after = place.after;
        if (before == null) {
            oldest = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.before = before;
        }
        place.before = null;
        place.after = null;
    }

    /// Ends the connection that has been idle for longest.
    ///
    /// @return false when none is idle
    boolean closeOldest() {
        if (oldest == null) {
            return false;
        }
        oldest.connection.leave(Leaving.Manner.GIVING_WAY);
        return true;
    }
}
