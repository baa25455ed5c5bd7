package com.openflyers.gateway.admin;

import com.openflyers.gateway.fleet.Fleet;
import com.openflyers.gateway.fleet.Node;
import com.openflyers.gateway.fleet.Node.Liveness;
import com.openflyers.gateway.gate.Gates;
import com.openflyers.gateway.route.Host;
import com.openflyers.gateway.route.Route;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Target;
import com.openflyers.gateway.upstream.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the edge would do with a host now, and why.
///
/// This node looks at what its own edge looks at. Of the others it knows the revision that they have applied, which
/// says whether they decide the same.
final class ExplainRoutes {

    private final RouteTable routes;
    private final Gates gates;
    private final Upstreams upstreams;
    private final Fleet fleet;

    ExplainRoutes(RouteTable routes, Gates gates, Upstreams upstreams, Fleet fleet) {
        this.routes = routes;
        this.gates = gates;
        this.upstreams = upstreams;
        this.fleet = fleet;
    }

    Map<String, Operation> operations() {
        return Map.of("explain", this::explain);
    }

    private Future<Answer> explain(Call call) {
        var asked = call.query("host").orElseThrow();
        var host = Host.parse(asked);
        var route = host == null ? null : routes.find(host);
        var target = route == null ? null : route.target();
        var here = route == null || target == null ? nobody(host) : somebody(route, target);
        var body = new JsonObject().put("host", host == null ? asked : host).put("here", here);
        var revision = target == null ? 0 : target.space().revision();
        // While the registry is away, this node can still speak for itself.
        return fleet.nodes()
                .map(nodes -> Answer.ok(body.put("nodes", decisions(nodes, revision))))
                .otherwise(_ -> Answer.ok(body));
    }

    private static JsonObject nobody(@Nullable String host) {
        return host == null
                ? decision("unreadable", "this is no host: the edge answers 400")
                : decision("unknown", "no space has this host: the edge answers 404");
    }

    private JsonObject somebody(Route route, Target target) {
        var space = target.space();
        var here = decide(target)
                .put("space", space.name())
                .put("kind", VersionBody.lower(space.kind()))
                .put("version", space.version())
                .put("mode", VersionBody.lower(space.mode()))
                .put("revision", space.revision())
                .put("inFlight", gates.of(route).inFlight())
                .put(
                        "upstreams",
                        VersionBody.upstreams(target.version().upstreams(), upstreams.states(space.version())));
        var closure = space.closure();
        if (closure != null) {
            here.put("closure", SpaceBody.closure(closure));
        }
        return space.database() == null ? here : here.put("database", space.database());
    }

    private JsonObject decide(Target target) {
        var space = target.space();
        return switch (space.mode()) {
            case HOLD -> decision("hold", "the space is held: requests wait");
            case REFUSE -> decision("refuse", "the space's service is interrupted: the edge answers 503");
            case OPEN -> {
                if (target.version().upstreams().isEmpty()) {
                    yield decision(
                            "no-upstream", "version " + space.version() + " has no servers: the edge answers 503");
                }
                yield decision(
                        "forward",
                        upstreams.anyHealthy(space.version())
                                ? "the pointer of the space says version " + space.version()
                                : "the pointer says version " + space.version()
                                        + ", of which no server is known to answer: one is tried all the same");
            }
        };
    }

    private static JsonArray decisions(List<Node> nodes, long revision) {
        var decisions = new JsonArray();
        nodes.forEach(node -> decisions.add(new JsonObject()
                .put("node", node.name())
                .put("appliedRevision", node.applied())
                .put("decides", decides(node, revision))));
        return decisions;
    }

    private static String decides(Node node, long revision) {
        if (node.liveness() == Liveness.SILENT) {
            return "silent";
        }
        return node.applied() >= revision ? "same" : "older";
    }

    private static JsonObject decision(String word, String why) {
        return new JsonObject().put("decision", word).put("why", why);
    }
}
