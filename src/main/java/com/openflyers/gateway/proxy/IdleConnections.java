package com.openflyers.gateway.proxy;

import org.jspecify.annotations.Nullable;

/// The clients' connections of one event loop on which no request has begun, the longest idle one first.
///
/// When the node has as many connections as it may, these give way to newcomers: an idle connection costs its client
/// at most a new handshake, a refused one is a page that does not open. Linked through places that the
/// connections hold, so that entering, leaving and finding the oldest are a few field writes each.
final class IdleConnections {

    private @Nullable Place oldest;
    private @Nullable Place newest;

    /// @param connection not in the list; it becomes the newest
    void add(ClientConnection connection) {
        var place = connection.place;
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

    /// Does nothing for a connection that is not in the list.
    void remove(ClientConnection connection) {
        var place = connection.place;
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

    /// Closes the connection that has been idle for longest.
    ///
    /// @return false when none is idle
    boolean closeOldest() {
        if (oldest == null) {
            return false;
        }
        oldest.owner.close();
        return true;
    }

    /// Where a connection stands in the list.
    static final class Place {

        private final ClientConnection owner;
        private @Nullable Place before;
        private @Nullable Place after;
        private boolean taken;

        Place(ClientConnection owner) {
            this.owner = owner;
        }
    }
}
