package com.openflyers.gateway.proxy;

import com.openflyers.gateway.observe.HoldMeters;
import com.openflyers.gateway.route.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where the requests of one event loop wait: a queue for each space that is held.
final class HoldQueues {

    private final Map<Route, HoldQueue> queues = new HashMap<>();
    private final HeldMemory memory;
    private final HoldMeters meters;
    private boolean stops;
    private long stopAt;

    /// @param memory of the whole node
    HoldQueues(HeldMemory memory, HoldMeters meters) {
        this.memory = memory;
        this.meters = meters;
    }

    HeldMemory memory() {
        return memory;
    }

    HoldMeters meters() {
        return meters;
    }

    /// The request waits from here on.
    void add(Route route, HeldRequest request) {
        queues.computeIfAbsent(route, HoldQueue::new).add(request);
    }

    void remove(Route route, HeldRequest request) {
        var queue = queues.get(route);
        if (queue != null) {
            queue.remove(request);
            if (queue.isEmpty()) {
                queues.remove(route);
            }
        }
    }

    void look(Route route) {
        var queue = queues.get(route);
        if (queue != null) {
            queue.look(isStopping());
        }
    }

    /// Ten times a second.
    void look() {
        if (!queues.isEmpty()) {
            List.copyOf(queues.values()).forEach(queue -> queue.look(isStopping()));
        }
    }

    /// The node stops: nobody waits for longer than this.
    void stopIn(long nanos) {
        stops = true;
        stopAt = System.nanoTime() + nanos;
    }

    private boolean isStopping() {
        return stops && System.nanoTime() - stopAt >= 0;
    }
}
