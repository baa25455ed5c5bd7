package com.openflyers.gateway.app;

import com.openflyers.gateway.gate.Gates;
import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.proxy.Edge;
import com.openflyers.gateway.route.RouteTable;
import java.util.function.DoubleSupplier;

/// The metrics that are asked for and not counted: what the edge holds at this moment.
final class Gauges {

    private Gauges() {}

    static void register(Metrics metrics, RouteTable table, Gates gates, Edge edge) {
        gauge(metrics, "gateway_in_flight", "Requests being served", gates::inFlight);
        gauge(metrics, "gateway_held", "Requests that wait at the gate of their space", gates::held);
        gauge(metrics, "gateway_connections", "Connections of clients", edge::connections);
        gauge(metrics, "gateway_pool_idle", "Idle connections to upstreams", edge::idleUpstreamConnections);
        gauge(metrics, "gateway_table_hosts", "Hosts in the route table", table::size);
    }

    private static void gauge(Metrics metrics, String name, String help, DoubleSupplier value) {
        // For as long as the process lives: nobody takes these back.
        var _ = metrics.gauge(name, help, value);
    }
}
