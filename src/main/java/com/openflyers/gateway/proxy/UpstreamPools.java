package com.openflyers.gateway.proxy;

import com.openflyers.gateway.upstream.Server;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Idle connections of one event loop to upstreams; the last one used is the first one taken.
///
/// Taking the warmest leaves the others to grow old together and be closed, so that a pool shrinks by itself.
@SuppressWarnings("NonAtomicVolatileUpdate") // one writer, see size
final class UpstreamPools {

    private final Map<Server, ArrayDeque<UpstreamConnection>> idle = new HashMap<>();
    /// Read by other threads for a metric; written by the event loop alone, so that a plain step loses nothing.
    private volatile int size;

    @Nullable
    UpstreamConnection take(Server server) {
        var connections = idle.get(server);
        if (connections == null) {
            return null;
        }
        for (var connection = connections.pollLast(); connection != null; connection = connections.pollLast()) {
            size--;
            // By the clock and not by the last look: when this loop was late, so was that.
            if (connection.isUsable() && !connection.isExpired(System.nanoTime())) {
                return connection;
            }
            connection.close();
        }
        return null;
    }

    void put(UpstreamConnection connection) {
        idle.computeIfAbsent(connection.server(), _ -> new ArrayDeque<>()).addLast(connection);
        size++;
    }

    /// Forgets a connection that closed while idle.
    void remove(UpstreamConnection connection) {
        var connections = idle.get(connection.server());
        if (connections != null && connections.removeLastOccurrence(connection)) {
            size--;
        }
    }

    /// Closes what has been idle for its time.
    void look(long now) {
        idle.values().removeIf(connections -> {
            while (!connections.isEmpty() && connections.peekFirst().isExpired(now)) {
                connections.pollFirst().close();
                size--;
            }
            return connections.isEmpty();
        });
    }

    void closeAll() {
        idle.values().forEach(connections -> connections.forEach(UpstreamConnection::close));
        idle.clear();
        size = 0;
    }

    int size() {
        return size;
    }
}
