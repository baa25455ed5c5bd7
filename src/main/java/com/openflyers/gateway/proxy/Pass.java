package com.openflyers.gateway.proxy;

import com.openflyers.gateway.gate.Gate;
import com.openflyers.gateway.route.Route;
import com.openflyers.gateway.route.Space.Mode;
import com.openflyers.gateway.route.Target;

/// The place of one admitted request at its space's gate and among those of its client's address; closed exactly once,
/// whatever ends the request.
///
/// @param gate    entered by whoever makes the pass
/// @param address where the client's is counted; entered as well
/// @param target  read after the gate was entered: whoever waited there goes where the pointer leads after it
record Pass(EdgeLoop loop, Route route, Gate gate, int address, Target target, RequestFacts facts) {

    static Pass of(EdgeLoop loop, Arrival arrival, Target target) {
        return new Pass(loop, arrival.route(), arrival.gate(), arrival.address(), target, arrival.facts());
    }

    /// Whether the space was closed or moved since.
    boolean isOutdated() {
        var now = route.target();
        return now == null
                || now.space().mode() != Mode.OPEN
                || !now.space().version().equals(target.space().version());
    }

    void close() {
        loop.addresses().leave(address);
        loop.meters().report(facts);
        if (gate.leave(loop.lane())) {
            loop.holds().look(route);
        }
    }
}
