package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Language;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/// What every page of the operators' has around its content.
///
/// @param typed what the form was sent with that came to nothing, so that nobody types it again
public record Frame(Operator operator, Language language, Sessions.@Nullable Notice notice, MultiMap typed) {

    public String who() {
        return operator.subject() + " (" + operator.role().word() + ")";
    }

    public boolean mayChange() {
        return operator.role().includes(Role.OPERATOR);
    }

    public String mood() {
        return notice == null ? "" : notice.mood();
    }

    public String said() {
        return notice == null ? "" : notice.text();
    }

    public String typed(String field) {
        var text = typed.get(field);
        return text == null ? "" : text;
    }
}
