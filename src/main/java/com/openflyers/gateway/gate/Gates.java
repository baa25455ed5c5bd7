package com.openflyers.gateway.gate;

import com.openflyers.gateway.route.Route;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Target;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The gates of all spaces, each made when its space's first request arrives.
///
/// Follows the route table: a space whose mode is not open has its gate closed before the listener returns.
/// A space that is closed for ever refuses whoever still waits.
public final class Gates implements RouteTable.Listener {

    private final Map<Route, Gate> gates = new ConcurrentHashMap<>();
    private final int lanes;
    private final int limit;
    private final int mostHeld;

    /// @param lanes    number of event loops of the edge
    /// @param limit    requests in flight at once per space
    /// @param mostHeld requests that may wait at once per space
    public Gates(int lanes, int limit, int mostHeld) {
        this.lanes = lanes;
        this.limit = limit;
        this.mostHeld = mostHeld;
    }

    public Gate of(Route route) {
        var gate = gates.get(route);
        return gate != null ? gate : gates.computeIfAbsent(route, this::create);
    }

    /// Requests in flight over all spaces.
    public long inFlight() {
        return gates.values().stream().mapToLong(Gate::inFlight).sum();
    }

    /// Requests that wait over all spaces.
    public long held() {
        return gates.values().stream().mapToLong(Gate::held).sum();
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
        var gate = new Gate(lanes, limit, mostHeld, new Tickets(limit, System::nanoTime));
        follow(gate, route.target());
        return gate;
    }

    private static void follow(Gate gate, @Nullable Target target) {
        if (target == null) {
            gate.refuse();
            return;
        }
        switch (target.space().mode()) {
            case OPEN -> gate.open();
            case HOLD -> gate.hold();
            case REFUSE -> gate.refuse();
        }
    }
}
