package com.openflyers.gateway.admin;

import com.openflyers.gateway.observe.Readiness;
import io.vertx.core.Future;
import java.util.Map;

/// What the gateway is made of now: versions with their servers, nodes, and who has changed what.
final class GatewayPage {

    private final Desk desk;
    private final Readiness readiness;

    GatewayPage(Desk desk, Readiness readiness) {
        this.desk = desk;
        this.readiness = readiness;
    }

    Future<View> show(Visit visit) {
        var versions = desk.read(visit, "listVersions", Map.of());
        var nodes = desk.read(visit, "listNodes", Map.of());
        var changes = desk.read(visit, "listAudit", Map.of("limit", "20"));
        return Future.all(versions, nodes, changes)
                .map(_ -> View.shown(
                        visit,
                        200,
                        "gateway",
                        Map.of(
                                "readiness", HealthRoutes.body(readiness.report()),
                                "versions", versions.result(),
                                "nodes", nodes.result(),
                                "changes", changes.result())));
    }
}
