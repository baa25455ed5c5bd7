package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Language;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/// One request of an operator who has signed in to the pages.
record Visit(Operator operator, Sessions.Session session, RoutingContext context) {

    Language language() {
        return Language.preferred(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    String path(String name) {
        return String.valueOf(context.pathParam(name));
    }

    /// Of the address, without blanks around; empty without one.
    String query(String name) {
        var value = context.request().getParam(name);
        return value == null ? "" : value.strip();
    }

    /// Those of the address that say something.
    Map<String, String> queries(String... names) {
        var said = new HashMap<String, String>();
        for (var name : names) {
            if (!query(name).isEmpty()) {
                said.put(name, query(name));
            }
        }
        return said;
    }

    /// What was typed into a field of the form that was sent, without blanks around; empty without one.
    String typed(String name) {
        var value = context.request().getFormAttribute(name);
        return value == null ? "" : value.strip();
    }

    /// As JSON, those of `names` into which something was typed.
    JsonObject typed(Iterable<String> names) {
        var body = new JsonObject();
        for (var name : names) {
            if (!typed(name).isEmpty()) {
                body.put(name, typed(name));
            }
        }
        return body;
    }

    boolean ticked(String name) {
        return !typed(name).isEmpty();
    }

    /// What every page shows: who reads it, what was just done, and what was typed if that came to nothing.
    Frame frame() {
        return new Frame(operator, language(), session.hear(), context.request().formAttributes());
    }
}
