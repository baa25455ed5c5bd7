package com.openflyers.gateway.admin;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.migration.Migration;
import com.openflyers.gateway.migration.Migrations;
import com.openflyers.gateway.migration.Migrations.Requested;
import com.openflyers.gateway.migration.Migrations.Said;
import com.openflyers.gateway.migration.Report;
import com.openflyers.gateway.migration.State;
import com.openflyers.gateway.migration.Word;
import com.openflyers.gateway.migration.Written;
import com.openflyers.gateway.registry.Outcome;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;

/// The operations on migrations, what can be proved of them excepted.
final class MigrationRoutes {

    private final Database database;
    private final Migrations migrations;
    private final Changes changes;
    private final InstantSource clock;

    MigrationRoutes(Database database, Migrations migrations, Changes changes, InstantSource clock) {
        this.database = database;
        this.migrations = migrations;
        this.changes = changes;
        this.clock = clock;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "listMigrations", this::list,
                "requestMigration", this::request,
                "getMigration", this::get,
                "tellMigration", this::tell);
    }

    private Future<Answer> list(Call call) {
        var state = call.query("state").map(State::valueOf).orElse(null);
        var limit = (int) call.number("limit", Listing.USUAL);
        return migrations.page(state, call.query("space").orElse(null), limit).compose(page -> {
            var now = clock.instant();
            var items = new JsonArray();
            page.forEach(migration -> items.add(MigrationBody.summary(migration, now)));
            var body = new JsonObject().put("items", items);
            return migrations.average(database.pool()).map(average -> {
                average.map(Duration::toSeconds).ifPresent(seconds -> body.put("averageSeconds", seconds));
                return Answer.ok(body);
            });
        });
    }

    private Future<Answer> get(Call call) {
        var id = call.id("id");
        return migrations
                .find(id)
                .compose(found -> found.map(this::withChecklist)
                        .orElseGet(() -> Future.succeededFuture(new Answer.Refused(Problems.unknownMigration(id)))));
    }

    private Future<Answer> withChecklist(Migration migration) {
        return migrations.checklist(migration).map(items -> {
            var body = MigrationBody.whole(migration, clock.instant());
            Report.of(migration)
                    .ifPresent(report -> body.put("report", MigrationBody.report(report, migrations.hold(migration))));
            var written = Written.last(migration);
            if (written.rows() > 0) {
                body.put("written", MigrationBody.written(written));
            }
            if (!items.isEmpty()) {
                body.put("checklist", MigrationBody.checklist(items));
            }
            return Answer.ok(migration.revision(), body);
        });
    }

    private Future<Answer> request(Call call) {
        var request = MigrationBody.request(call.body(), call.operator().subject());
        return database.transaction(
                        call.ending(),
                        tx -> migrations
                                .request(tx, request)
                                .compose(outcome -> outcome instanceof Requested.Recorded(var migration)
                                        ? remember(tx, call, "migration.request", migration, call.body())
                                                .map(outcome)
                                        : Future.succeededFuture(outcome)))
                .map(outcome -> switch (outcome) {
                    case Requested.Recorded(var migration) -> recorded(call, migration);
                    case Requested.UnknownSpace _ -> refused(Problems.of(new Outcome.UnknownSpace(request.space())));
                    case Requested.UnknownVersion _ -> refused(Problems.of(new Outcome.UnknownVersion(request.to())));
                    case Requested.Impossible(var because) -> refused(Problems.impossible(because));
                    case Requested.UnderWay(var id) -> refused(Problems.underWay(id));
                    case Requested.PriceNotAccepted(var cents) -> refused(Problems.priceNotAccepted(cents));
                });
    }

    private Answer recorded(Call call, Migration migration) {
        return switch (call.ending()) {
            case COMMIT ->
                new Answer.Created(
                        "/api/v1/migrations/" + migration.id(), MigrationBody.whole(migration, clock.instant()));
            case ROLLBACK -> allowed(migration);
        };
    }

    private Future<Answer> tell(Call call) {
        var verb = call.path("verb");
        var word = MigrationBody.word(verb, call.body());
        return say(call, verb, word)
                .recover(failure -> Migrations.impediment(failure)
                        .map(because -> Future.<Said>succeededFuture(new Said.NotNow(because)))
                        .orElseGet(() -> Future.failedFuture(failure)))
                .map(said -> switch (said) {
                    case Said.Heard(var migration) -> heard(call, migration);
                    case Said.Unknown _ -> refused(Problems.unknownMigration(call.id("id")));
                    case Said.Stale(var revision) -> refused(Problems.stale(revision));
                    case Said.NotNow(var because) -> notNow(call, because);
                });
    }

    private Future<Said> say(Call call, String verb, Word word) {
        return database.transaction(
                call.ending(),
                tx -> migrations
                        .say(
                                tx,
                                call.id("id"),
                                call.expected(),
                                word,
                                call.operator().subject())
                        .compose(said -> said instanceof Said.Heard(var migration)
                                ? remember(tx, call, "migration." + verb, migration, call.body())
                                        .map(said)
                                : Future.succeededFuture(said)));
    }

    private Answer heard(Call call, Migration migration) {
        return switch (call.ending()) {
            case COMMIT ->
                new Answer.Told(
                        200, OptionalLong.of(migration.revision()), MigrationBody.whole(migration, clock.instant()));
            case ROLLBACK -> allowed(migration);
        };
    }

    private static Answer notNow(Call call, Text because) {
        return switch (call.ending()) {
            case COMMIT -> refused(Problems.notNow(because));
            case ROLLBACK ->
                Answer.ok(new JsonObject().put("allowed", false).put("because", because.in(call.language())));
        };
    }

    private static Answer allowed(Migration migration) {
        return Answer.ok(new JsonObject()
                .put("allowed", true)
                .put("next", migration.state().name()));
    }

    private Future<Void> remember(SqlConnection tx, Call call, String action, Migration migration, JsonObject detail) {
        var told = detail.copy()
                .put("space", migration.space())
                .put("state", migration.state().name());
        return changes.record(tx, call.operator(), action, "migration/" + migration.id(), told);
    }

    private static Answer refused(Problem problem) {
        return new Answer.Refused(problem);
    }
}
