package com.openflyers.gateway.admin;

import com.openflyers.gateway.admin.Sessions.Notice;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// What a form asks for, and what its reader sees next: another page that says what was done, or the form again with
/// why not and with all that was typed.
///
/// @param operation of the API
/// @param again     the page of the form, with a status
record Deed(Desk desk, Visit visit, String operation, IntFunction<Future<View>> again) {

    private static final Text TRIED = new Text("À blanc : rien ne s’y oppose.", "Dry run: nothing is in the way.");

    /// @param said what was done
    /// @param path of the page that says it
    record Done(Text said, String path) {}

    /// @param values of the operation's parameters; a dry run is one more, if the reader asks for it
    /// @param typed  reads the body from the form; an [InvalidRequest] shows the form again
    Future<View> with(Map<String, String> values, Supplier<JsonObject> typed, Function<JsonObject, Done> done) {
        JsonObject body;
        try {
            body = typed.get();
        } catch (InvalidRequest invalid) {
            return refused(invalid.problem());
        }
        var dryRun = visit.ticked("dryRun");
        var all = new HashMap<>(values);
        if (dryRun) {
            all.put("dryRun", "true");
        }
        return desk.ask(visit, operation, all, body).compose(reply -> switch (reply) {
            case Desk.Reply.Refused(var problem) -> refused(problem);
            case Desk.Reply.Told(var told)
            when dryRun -> {
                visit.session().say(tried(told));
                yield again.apply(200);
            }
            case Desk.Reply.Told(var told) -> {
                var what = done.apply(told);
                visit.session().say(new Notice("good", what.said().in(visit.language())));
                yield Future.succeededFuture(new View.Moved(what.path()));
            }
        });
    }

    private Future<View> refused(Problem problem) {
        visit.session().say(Notice.of(problem, visit.language()));
        return again.apply(problem.status());
    }

    /// A word to a migration is answered by whether it has a place now.
    private Notice tried(JsonObject told) {
        return told.getBoolean("allowed", true)
                ? new Notice("good", TRIED.in(visit.language()))
                : new Notice("bad", told.getString("because", ""));
    }
}
