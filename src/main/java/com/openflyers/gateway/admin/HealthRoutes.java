package com.openflyers.gateway.admin;

import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.observe.Readiness;
import com.openflyers.gateway.observe.Readiness.Degraded;
import com.openflyers.gateway.observe.Readiness.NotReady;
import com.openflyers.gateway.observe.Readiness.Ready;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/// What load balancers and Prometheus ask, without a token.
final class HealthRoutes {

    private final Readiness readiness;
    private final Metrics metrics;
    private final Contract contract;

    HealthRoutes(Readiness readiness, Metrics metrics, Contract contract) {
        this.readiness = readiness;
        this.metrics = metrics;
        this.contract = contract;
    }

    Map<String, Handler<RoutingContext>> open() {
        return Map.of(
                "live", HealthRoutes::live,
                "liveHead", HealthRoutes::live,
                "ready", this::ready,
                "readyHead", this::ready,
                "metrics", context -> text(context, Metrics.CONTENT_TYPE, metrics.scrape()),
                "contract",
                        context -> text(
                                context, "application/yaml", contract.text().toString()));
    }

    private static void live(RoutingContext context) {
        tell(context, 200, new JsonObject().put("status", "up"));
    }

    private void ready(RoutingContext context) {
        var report = readiness.report();
        tell(context, report.takesTraffic() ? 200 : 503, body(report));
    }

    static JsonObject body(Readiness.Report report) {
        var reasons = new JsonObject();
        report.facts().forEach((part, fact) -> {
            switch (fact) {
                case Ready() -> {}
                case Degraded(var reason) -> reasons.put(part, reason);
                case NotReady(var reason) -> reasons.put(part, reason);
            }
        });
        return new JsonObject().put("status", word(report.overall())).put("reasons", reasons);
    }

    private static String word(Readiness.Overall overall) {
        return switch (overall) {
            case READY -> "ready";
            case DEGRADED -> "degraded";
            case NOT_READY -> "not-ready";
            case DRAINING -> "draining";
        };
    }

    private static void tell(RoutingContext context, int status, JsonObject body) {
        var _ = context.response().setStatusCode(status);
        text(context, "application/json", body.encode());
    }

    private static void text(RoutingContext context, String type, String body) {
        var response = context.response().putHeader(HttpHeaders.CONTENT_TYPE, type);
        var _ = context.request().method().equals(HttpMethod.HEAD) ? response.end() : response.end(body);
    }
}
