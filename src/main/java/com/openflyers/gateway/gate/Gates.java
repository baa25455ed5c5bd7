package com.openflyers.gateway.gate;

import com.openflyers.gateway.route.Route;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Space.Mode;
import com.openflyers.gateway.route.Target;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The gates of all spaces, each made when its space's first request arrives.
///
/// Follows the route table: a space whose mode is not open has its gate closed before the listener returns.
public final class Gates implements RouteTable.Listener {

    private final Map<Route, Gate> gates = new ConcurrentHashMap<>();
    private final int lanes;
    private final int limit;

    /// @param lanes number of event loops of the edge
    /// @param limit requests in flight at once per space
    public Gates(int lanes, int limit) {
        this.lanes = lanes;
        this.limit = limit;
    }

    public Gate of(Route route) {
        var gate = gates.get(route);
        return gate != null ? gate : gates.computeIfAbsent(route, this::create);
    }

    /// Requests in flight over all spaces.
    public long inFlight() {
        return gates.values().stream().mapToLong(Gate::inFlight).sum();
    }

    @Override
    public void targetChanged(Route route, @Nullable Target before, @Nullable Target after) {
        // compute, not get: a gate that is being made at this moment must not miss the change.
        var _ = gates.computeIfPresent(route, (_, gate) -> {
            follow(gate, after);
            return after == null ? null : gate;
        });
    }

    private Gate create(Route route) {
        var gate = new Gate(lanes, limit);
        follow(gate, route.target());
        return gate;
    }

    private static void follow(Gate gate, @Nullable Target target) {
        if (target != null && target.space().mode() == Mode.OPEN) {
            gate.open();
        } else {
            gate.close();
        }
    }
}
