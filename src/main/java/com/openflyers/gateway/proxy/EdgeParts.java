package com.openflyers.gateway.proxy;

import com.openflyers.gateway.gate.Gates;
import com.openflyers.gateway.http.ErrorPages;
import com.openflyers.gateway.observe.AccessLog;
import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.observe.Readiness;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.upstream.Upstreams;

/// What the edge is built from; shared by its event loops.
///
/// @param gates made for as many lanes as there are event loops
public record EdgeParts(
        EdgeSettings settings,
        RouteTable table,
        Gates gates,
        Upstreams upstreams,
        ErrorPages pages,
        AccessLog accessLog,
        Metrics metrics,
        Readiness readiness) {}
