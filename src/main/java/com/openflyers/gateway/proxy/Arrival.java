package com.openflyers.gateway.proxy;

import com.openflyers.gateway.gate.Gate;
import com.openflyers.gateway.route.Route;

/// One request that came to the gate of its space.
///
/// @param address where its client's is counted
record Arrival(RequestHead head, Route route, Gate gate, int address, RequestFacts facts) {}
