package com.openflyers.gateway.proxy;

import org.jspecify.annotations.Nullable;

/// The clients' connections of one event loop on which no request has begun, the longest idle one first.
///
/// When the node has as many connections as it may, these give way to newcomers: an idle connection costs its client
/// at most a new handshake, a refused one is a page that does not open. Linked through the connections themselves, so
/// that entering, leaving and finding the oldest are a few field writes each.
final class IdleConnections {

    private @Nullable ClientConnection oldest;
    private @Nullable ClientConnection newest;

    /// @param connection not in the list; it becomes the newest
    void add(ClientConnection connection) {
        connection.idle = true;
        connection.idleBefore = newest;
        connection.idleAfter = null;
        if (newest == null) {
            oldest = connection;
        } else {
            newest.idleAfter = connection;
        }
        newest = connection;
    }

    /// Does nothing for a connection that is not in the list.
    void remove(ClientConnection connection) {
        if (!connection.idle) {
            return;
        }
        connection.idle = false;
        var before = connection.idleBefore;
        var after = connection.idleAfter;
        if (before == null) {
            oldest = after;
        } else {
            before.idleAfter = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.idleBefore = before;
        }
        connection.idleBefore = null;
        connection.idleAfter = null;
    }

    /// Closes the connection that has been idle for longest.
    ///
    /// @return false when none is idle
    boolean closeOldest() {
        if (oldest == null) {
            return false;
        }
        oldest.close();
        return true;
    }
}
