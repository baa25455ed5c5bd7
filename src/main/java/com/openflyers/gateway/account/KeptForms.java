package com.openflyers.gateway.account;

import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Forms that were not taken, given back with what was typed.
final class KeptForms {

    private static final Logger LOG = Logger.getLogger(KeptForms.class.getName());

    private static final Text SEND_AGAIN = new Text("Envoyer à nouveau ?", "Send again?");
    private static final Text CHANGED = new Text(
            "Entre-temps, quelqu’un s’est identifié ou déconnecté dans ce navigateur. Rien n’a été fait : ce que vous aviez saisi est gardé ici, vérifiez-le et validez à nouveau.",
            "Meanwhile somebody has signed in or out in this browser. Nothing was done: what you had entered is kept here, check it and send it again.");
    private static final Text KEPT = new Text(
            "Momentanément impossible. Ce que vous aviez saisi est gardé dans cette page : envoyez-la à nouveau dans un instant.",
            "Not possible right now. What you had entered is kept on this page: send it again in a moment.");

    private final PageMap pages;

    KeptForms(PageMap pages) {
        this.pages = pages;
    }

    /// To be sent again: another tab has logged in or out meanwhile, and the form says whose it was before.
    View.Shown givenBack(Visit visit) {
        return pages.nearest(Visit.here(visit.context()))
                .map(place -> place.page().apply(visit))
                .filter(View.Shown.class::isInstance)
                .map(View.Shown.class::cast)
                .orElseGet(() -> toSendAgain(visit, SEND_AGAIN, CHANGED))
                .saying(CHANGED)
                .status(403);
    }

    /// The page of the form in the language that was chosen; nothing is done.
    View inLanguage(Visit visit) {
        var place = pages.nearest(Visit.here(visit.context()));
        fill(visit);
        var shown = FormOrigin.isHere(visit) ? place.map(found -> found.page().apply(visit)) : Optional.<View>empty();
        return shown.filter(View.Shown.class::isInstance)
                .orElseGet(() -> new View.Moved(place.map(PageMap.Place::path).orElse("/")));
    }

    /// With what [Screen#keptText] holds.
    private static void fill(Visit visit) {
        var form = visit.context().request().formAttributes();
        try {
            for (var field : new JsonObject(visit.typed("typed")).getMap().entrySet()) {
                if (field.getValue() instanceof List<?> values) {
                    values.forEach(value -> form.add(field.getKey(), String.valueOf(value)));
                }
            }
        } catch (DecodeException e) {
            LOG.log(Level.FINE, "a choice of a language holds nothing that was typed", e);
        }
    }

    /// Without asking who is there, which may be what failed.
    View.Shown afterFailure(Visit visit, Problem problem) {
        var wait = Objects.requireNonNullElse(problem.retryAfter(), Duration.ofSeconds(5));
        return toSendAgain(visit, problem.title(), KEPT).tooMany(wait).status(problem.status());
    }

    private static View.Shown toSendAgain(Visit visit, Text title, Text words) {
        return View.page("again")
                .with("action", Visit.here(visit.context()))
                .with("title", title)
                .with("words", words);
    }
}
