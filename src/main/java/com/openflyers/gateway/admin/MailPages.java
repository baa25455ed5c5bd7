package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Text;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/// The mails: what waits, what went out, and what was given up, with another chance for it.
final class MailPages {

    private static final Text AGAIN = new Text("Le courrier repart aussitôt.", "The mail is tried again at once.");

    private final Desk desk;

    MailPages(Desk desk) {
        this.desk = desk;
    }

    Future<View> list(Visit visit) {
        return list(visit, 200);
    }

    private Future<View> list(Visit visit, int status) {
        var wanted = visit.queries("state", "after");
        return desk.list(visit, "listOutbox", wanted)
                .map(found -> View.shown(visit, status, "outbox", Map.of("found", found, "wanted", wanted)));
    }

    Future<View> retry(Visit visit) {
        return new Deed(desk, visit, "retryMail", status -> list(visit, status))
                .with(Map.of("id", visit.path("id")), JsonObject::new, _ -> new Deed.Done(AGAIN, "/outbox?state=dead"));
    }
}
