package com.openflyers.gateway.fleet;

import com.openflyers.gateway.gate.Gates;
import com.openflyers.gateway.registry.SpaceNames;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Space.Mode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Looks at the gates of this node, for those who must know them all.
public final class GateWatch {

    private final RouteTable routes;
    private final Gates gates;
    private final SpaceNames names;

    public GateWatch(RouteTable routes, Gates gates, SpaceNames names) {
        this.routes = routes;
        this.gates = gates;
        this.names = names;
    }

    /// @param applied revision up to which the gates follow the table; a space that is further on has a gate that may
    ///                be about to close, and is left out
    List<Acknowledgement> look(Collection<String> spaces, long applied) {
        return spaces.stream()
                .map(space -> look(space, applied))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Acknowledgement> look(String name, long applied) {
        var route = routes.find(names.host(name));
        var target = route == null ? null : route.target();
        if (route == null || target == null || target.space().revision() > applied) {
            return Optional.empty();
        }
        var gate = gates.of(route);
        return Optional.of(new Acknowledgement(
                name,
                target.space().revision(),
                target.space().mode() != Mode.OPEN,
                gate.inFlight(),
                gate.held(),
                gate.admitted()));
    }
}
