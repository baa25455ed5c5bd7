package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.migration.Checklist;
import com.openflyers.gateway.migration.Event;
import com.openflyers.gateway.migration.Evidence;
import com.openflyers.gateway.migration.Migration;
import com.openflyers.gateway.migration.MigrationSettings;
import com.openflyers.gateway.migration.Migrations;
import com.openflyers.gateway.migration.Report;
import com.openflyers.gateway.migration.Request;
import com.openflyers.gateway.migration.Word;
import com.openflyers.gateway.migration.Written;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A migration as the API writes it, and what can be said to one as it reads it.
final class MigrationBody {

    /// Words after which a switch may come.
    private static final Set<Event> AHEAD =
            EnumSet.of(Event.REHEARSE, Event.RESUME, Event.APPROVE, Event.SCHEDULE, Event.START);

    private MigrationBody() {}

    static Request request(JsonObject body, String by) {
        var price = body.getJsonObject("acceptedPrice");
        return new Request(
                body.getString("space"),
                body.getString("to"),
                Request.Source.of(body.getString("source")),
                body.getString("reference", "").strip(),
                window(body),
                price == null ? null : price.getLong("cents"),
                body.getBoolean("start", false),
                body.getBoolean("acceptOrphans", false),
                by);
    }

    /// What would mean nothing is refused: who sends it expects something of it.
    ///
    /// @param verb as in a path, such as `confirm-copied`
    static Word word(String verb, JsonObject body) {
        var event = event(verb);
        requirePlace(body, "window", event, AHEAD);
        requirePlace(body, "acceptLoss", event, EnumSet.of(Event.REVERSE));
        requirePlace(body, "counts", event, EnumSet.of(Event.CONFIRM_COPIED));
        var word = Word.of(event, body.getString("reason", "").strip());
        var window = window(body);
        if (window != null) {
            word = word.within(window);
        }
        if (body.getBoolean("acceptLoss", false)) {
            word = word.acceptingLoss();
        }
        var counts = body.getJsonObject("counts");
        return counts == null ? word : word.counting(counts);
    }

    private static void requirePlace(JsonObject body, String field, Event event, Set<Event> places) {
        if (body.containsKey(field) && !places.contains(event)) {
            throw new InvalidRequest("/" + field, "means nothing to " + verb(event));
        }
    }

    private static Request.@Nullable Window window(JsonObject body) {
        var window = body.getJsonObject("window");
        return window == null
                ? null
                : Body.at(
                        "/window",
                        () -> new Request.Window(
                                Instant.parse(window.getString("from")), Instant.parse(window.getString("to"))));
    }

    private static Event event(String verb) {
        return Event.valueOf(VersionBody.upper(verb).replace('-', '_'));
    }

    static String verb(Event event) {
        return VersionBody.lower(event).replace('_', '-');
    }

    /// Without what the steps have found out.
    static JsonObject summary(Migration migration, Instant now) {
        var verbs = new JsonArray();
        Migrations.words(migration).forEach(event -> verbs.add(verb(event)));
        var body = new JsonObject()
                .put("id", migration.id())
                .put("space", migration.space())
                .put("club", migration.club())
                .put("from", migration.from())
                .put("to", migration.to())
                .put("engine", VersionBody.lower(migration.engine()))
                .put("state", migration.state().name())
                .put("purpose", VersionBody.lower(migration.purpose()))
                .put("attempt", migration.attempt())
                .put("revision", migration.revision())
                .put("source", migration.source().word())
                .put("reference", migration.reference())
                .put("requestedBy", migration.requestedBy())
                .put("requestedAt", migration.requestedAt().toString())
                .put("dueAt", migration.dueAt().toString())
                .put("late", Lateness.of(migration, now).word())
                .put("free", migration.free())
                .put("verbs", verbs);
        if (migration.windowFrom() != null && migration.windowTo() != null) {
            body.put(
                    "window",
                    new JsonObject()
                            .put("from", migration.windowFrom().toString())
                            .put("to", migration.windowTo().toString()));
        }
        if (migration.acceptedCents() != null) {
            body.put("acceptedPrice", new JsonObject().put("cents", migration.acceptedCents()));
        }
        putIfPresent(body, "deadline", migration.deadline());
        putIfPresent(body, "switchedAt", migration.switchedAt());
        putIfPresent(body, "because", migration.facts().getString("because"));
        return body;
    }

    static JsonObject whole(Migration migration, Instant now) {
        return summary(migration, now).put("facts", migration.facts());
    }

    /// What whoever approves has to know: what was counted, what cannot be taken over, and what members will notice.
    static JsonObject report(Report report, MigrationSettings.Hold hold) {
        var counts = new JsonArray();
        report.counts()
                .forEach(count -> counts.add(
                        new JsonObject().put("what", both(count.what())).put("number", count.number())));
        var remarks = new JsonArray();
        report.remarks()
                .forEach(remark -> remarks.add(
                        new JsonObject().put("what", both(remark.what())).put("detail", both(remark.detail()))));
        return new JsonObject()
                .put("counts", counts)
                .put("remarks", remarks)
                .put("predictedMillis", report.predicted().toMillis())
                .put(
                        "hold",
                        new JsonObject()
                                .put("mode", VersionBody.lower(hold.mode()))
                                .put("longestMillis", hold.longest().toMillis()));
    }

    /// What the last way back has found: what going back would lose, row by row.
    static JsonArray written(Written written) {
        var tables = new JsonArray();
        written.tables()
                .forEach(table -> tables.add(new JsonObject()
                        .put("what", both(table.what()))
                        .put("inserted", rows(table.inserted()))
                        .put("changed", rows(table.changed()))
                        .put("deleted", rows(table.deleted()))));
        return tables;
    }

    private static JsonArray rows(List<Written.Row> rows) {
        var list = new JsonArray();
        rows.forEach(row -> list.add(new JsonObject().put("key", row.key()).put("what", both(row.what()))));
        return list;
    }

    private static JsonObject both(Text text) {
        return new JsonObject().put("fr", text.french()).put("en", text.english());
    }

    static JsonArray checklist(List<Checklist.Item> items) {
        var list = new JsonArray();
        items.forEach(item -> {
            var json = new JsonObject().put("what", both(item.what())).put("done", item.done());
            var verb = item.verb();
            list.add(verb == null ? json : json.put("verb", verb(verb)));
        });
        return list;
    }

    static JsonObject line(Evidence line) {
        return new JsonObject()
                .put("seq", line.seq())
                .put("attempt", line.attempt())
                .put("state", line.state().name())
                .put("event", line.event().name())
                .put("next", line.next().name())
                .put("by", line.by())
                .put("beganAt", line.beganAt().toString())
                .put("endedAt", line.endedAt().toString())
                .put("evidence", line.evidence())
                .put("previousHash", line.previousHash())
                .put("hash", line.hash());
    }

    private static void putIfPresent(JsonObject body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value.toString());
        }
    }
}
