package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.mail.Attachment;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// What an operation of the API says in return.
sealed interface Answer {

    /// @param revision for `ETag`
    record Told(int status, OptionalLong revision, JsonObject body) implements Answer {}

    /// 201 for something that the server has named.
    record Created(String location, JsonObject body) implements Answer {}

    /// 202: what was asked for is certain, and will be done later.
    record Promised(JsonObject body) implements Answer {}

    record Page(Language language, String html) implements Answer {}

    /// To keep.
    record File(Attachment file) implements Answer {}

    /// Written piece by piece, for as long as there is something to tell.
    record Streamed(Consumer<HttpServerResponse> writing) implements Answer {}

    /// 204.
    record Done() implements Answer {}

    record Refused(Problem problem) implements Answer {}

    /// What a change that was wished came to.
    enum Effect {
        NONE,
        CHANGED,
        CREATED
    }

    static Answer ok(JsonObject body) {
        return new Told(200, OptionalLong.empty(), body);
    }

    static Answer ok(long revision, JsonObject body) {
        return new Told(200, OptionalLong.of(revision), body);
    }
}
