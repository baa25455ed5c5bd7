package com.openflyers.gateway.admin;

import com.openflyers.gateway.admin.Desk.Reply;
import com.openflyers.gateway.admin.Sessions.Notice;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.migration.Event;
import com.openflyers.gateway.migration.State;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The queue, the form for a new request, and one migration.
final class MigrationPages {

    /// What undoes something: whoever reads the record later must find why.
    private static final Set<String> WITH_REASON = Set.of("refuse", "withdraw", "abort", "reverse");

    private static final String CONFIRM = "confirm-copied";

    private static final Pattern COUNT = Pattern.compile("\\s*([^=:]*[^=:\\s])\\s*[=:]\\s*([0-9]{1,18})\\s*");

    private static final Text WHY = new Text(
            "Dites pourquoi : la raison reste dans le procès-verbal.", "Say why: the reason stays in the record.");
    private static final Text COUNTED = new Text(
            "Dites ce que vous avez compté dans la copie : au moins un nombre, avec son nom.",
            "Say what you have counted in the copy: at least one number, with its name.");
    private static final Text RECORDED = new Text("La demande est enregistrée.", "The request is recorded.");

    private final Desk desk;
    private final InstantSource clock;

    MigrationPages(Desk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    Future<View> queue(Visit visit) {
        return desk.read(visit, "listMigrations", Map.of("limit", "200"))
                .map(queue -> View.shown(visit, 200, "queue", Map.of("queue", queue, "now", clock.instant())));
    }

    Future<View> form(Visit visit) {
        return form(visit, 200);
    }

    private Future<View> form(Visit visit, int status) {
        return desk.read(visit, "listVersions", Map.of())
                .map(versions -> View.shown(
                        visit, status, "request", Map.of("versions", versions, "space", visit.query("space"))));
    }

    Future<View> request(Visit visit) {
        return new Deed(desk, visit, "requestMigration", status -> form(visit, status))
                .with(
                        Map.of(),
                        () -> wish(visit),
                        told -> new Deed.Done(RECORDED, "/migrations/" + told.getLong("id")));
    }

    private static JsonObject wish(Visit visit) {
        var body = visit.typed(List.of("space", "to", "source", "reference"));
        var window = window(visit);
        if (window != null) {
            body.put("window", window);
        }
        if (!visit.typed("price").isEmpty()) {
            body.put(
                    "acceptedPrice", new JsonObject().put("cents", Body.cents("/acceptedPrice", visit.typed("price"))));
        }
        if (visit.ticked("start")) {
            body.put("start", true);
        }
        return body;
    }

    Future<View> show(Visit visit) {
        return show(visit, 200);
    }

    private Future<View> show(Visit visit, int status) {
        var id = Map.of("id", visit.path("id"));
        return desk.ask(visit, "getMigration", id, null).compose(reply -> switch (reply) {
            case Reply.Refused(var problem) -> Future.succeededFuture(new View.Missing(problem));
            case Reply.Told(var migration) -> show(visit, status, migration);
        });
    }

    private Future<View> show(Visit visit, int status, JsonObject migration) {
        var id = Map.of("id", visit.path("id"));
        return desk.read(visit, "migrationEvidence", id)
                .compose(evidence -> choices(visit, migration)
                        .map(choices -> View.shown(
                                visit,
                                status,
                                "migration",
                                Map.of(
                                        "migration",
                                        migration,
                                        "lines",
                                        Rows.of(evidence, "lines"),
                                        "choices",
                                        choices,
                                        "changed",
                                        hasChanged(visit, migration)))));
    }

    /// The record that the chain of hashes makes, to read and to print.
    Future<View> evidence(Visit visit) {
        var id = Map.of("id", visit.path("id"));
        return desk.ask(visit, "migrationEvidence", id, null).map(reply -> switch (reply) {
            case Reply.Refused(var problem) -> new View.Missing(problem);
            case Reply.Told(var proof) -> View.shown(visit, 200, "evidence", Map.of("proof", proof));
        });
    }

    /// A page that is looking on leaves what its reader types as it is, until there is something else to say.
    private static boolean hasChanged(Visit visit, JsonObject migration) {
        return !visit.query("seen").equals(String.valueOf(migration.getLong("revision")));
    }

    /// Only for those who may choose, and only when they are shown.
    private Future<List<Choice>> choices(Visit visit, JsonObject migration) {
        var choices = Future.<List<Choice>>succeededFuture(new ArrayList<>());
        if (!visit.operator().role().includes(Role.OPERATOR) || !hasChanged(visit, migration)) {
            return choices;
        }
        for (var word : migration.getJsonArray("verbs")) {
            var verb = word.toString();
            var values = Map.of("id", visit.path("id"), "verb", verb, "dryRun", "true");
            choices = choices.compose(list -> desk.read(visit, "tellMigration", values, supposing(verb))
                    .map(said -> {
                        list.add(choice(verb, said, visit.language()));
                        return list;
                    }));
        }
        return choices;
    }

    /// What the form will ask for: whether the word has a place does not hang on that.
    private static @Nullable JsonObject supposing(String verb) {
        return verb.equals(CONFIRM) ? new JsonObject().put("counts", new JsonObject().put("bookings", 0)) : null;
    }

    private static Choice choice(String verb, JsonObject said, Language language) {
        var label = StateWords.of(Event.valueOf(VersionBody.upper(verb).replace('-', '_')));
        var next = said.getString("next");
        return new Choice(
                verb,
                label.in(language),
                said.getBoolean("allowed", false),
                next == null
                        ? said.getString("because", "")
                        : StateWords.of(State.valueOf(next)).in(language));
    }

    Future<View> tell(Visit visit) {
        var verb = visit.path("verb");
        if (WITH_REASON.contains(verb) && visit.typed("reason").isEmpty()) {
            return asked(visit, WHY);
        }
        if (verb.equals(CONFIRM) && visit.typed("counts").isBlank()) {
            return asked(visit, COUNTED);
        }
        var values = new HashMap<>(Map.of("id", visit.path("id"), "verb", verb));
        if (verb.equals("approve")) {
            // It approves the report that was read, and no later one.
            values.put("If-Match", "\"" + visit.typed("revision") + "\"");
        }
        return new Deed(desk, visit, "tellMigration", status -> show(visit, status))
                .with(
                        values,
                        () -> word(visit, verb),
                        migration -> new Deed.Done(
                                StateWords.of(State.valueOf(migration.getString("state"))),
                                "/migrations/" + migration.getLong("id")));
    }

    private Future<View> asked(Visit visit, Text forWhat) {
        visit.session().say(new Notice("bad", forWhat.in(visit.language())));
        return show(visit, 422);
    }

    private static JsonObject word(Visit visit, String verb) {
        var body = visit.typed(List.of("reason"));
        var window = window(visit);
        if (window != null && verb.equals("schedule")) {
            body.put("window", window);
        }
        if (visit.ticked("acceptLoss") && verb.equals("reverse")) {
            body.put("acceptLoss", true);
        }
        if (verb.equals(CONFIRM) && !visit.typed("counts").isEmpty()) {
            body.put("counts", counts(visit.typed("counts")));
        }
        return body;
    }

    private static @Nullable JsonObject window(Visit visit) {
        if (visit.typed("from").isEmpty() && visit.typed("until").isEmpty()) {
            return null;
        }
        return Body.at(
                "/window",
                () -> new JsonObject()
                        .put("from", Moments.read(visit.typed("from")).toString())
                        .put("to", Moments.read(visit.typed("until")).toString()));
    }

    /// One a line, such as `bookings = 1204`.
    private static JsonObject counts(String lines) {
        var counts = new JsonObject();
        lines.lines().filter(line -> !line.isBlank()).forEach(line -> {
            var parts = COUNT.matcher(line);
            if (!parts.matches()) {
                throw new InvalidRequest(
                        "/counts", "expected lines such as bookings = 1204, not \"" + line.strip() + "\"");
            }
            counts.put(parts.group(1), Long.parseLong(parts.group(2)));
        });
        return counts;
    }
}
