package com.openflyers.gateway.admin;

import com.openflyers.gateway.migration.Evidence;
import com.openflyers.gateway.migration.Migration;
import com.openflyers.gateway.migration.Migrations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What can be proved of a migration: as a stream, as a file, and as a page.
final class EvidenceRoutes {

    private final Vertx vertx;
    private final Migrations migrations;
    private final Pages pages;
    private final InstantSource clock;

    EvidenceRoutes(Vertx vertx, Migrations migrations, Pages pages, InstantSource clock) {
        this.vertx = vertx;
        this.migrations = migrations;
        this.pages = pages;
        this.clock = clock;
    }

    Map<String, Operation> operations() {
        return Map.of("migrationEvents", this::events, "migrationEvidence", this::evidence);
    }

    private Future<Answer> events(Call call) {
        var id = call.id("id");
        var after = call.field("Last-Event-ID");
        return of(
                id,
                migration -> Future.succeededFuture(new Answer.Streamed(
                        response -> new EvidenceStream(vertx, migrations, id, after, response).begin())));
    }

    private Future<Answer> evidence(Call call) {
        var id = call.id("id");
        return of(
                id,
                migration -> migrations.evidence(id, 0).map(lines -> {
                    var proof = proof(migration, lines);
                    return call.prefersPage() ? page(call, proof) : Answer.ok(proof);
                }));
    }

    private Future<Answer> of(long id, Function<Migration, Future<Answer>> answer) {
        return migrations
                .find(id)
                .compose(found -> found.map(answer)
                        .orElseGet(() -> Future.succeededFuture(new Answer.Refused(Problems.unknownMigration(id)))));
    }

    private JsonObject proof(Migration migration, List<Evidence> lines) {
        var written = new JsonArray();
        lines.forEach(line -> written.add(MigrationBody.line(line)));
        return new JsonObject()
                .put("migration", MigrationBody.whole(migration, clock.instant()))
                .put("lines", written)
                .put("holds", Evidence.holds(lines, migration.state()));
    }

    private Answer page(Call call, JsonObject proof) {
        var language = call.language();
        return new Answer.Page(language, pages.render("evidence", language, Map.of("proof", proof)));
    }
}
