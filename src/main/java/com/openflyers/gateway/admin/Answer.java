package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Problem;
import io.vertx.core.json.JsonObject;
import java.util.OptionalLong;

/// What an operation of the API says in return.
sealed interface Answer {

    /// @param revision for `ETag`
    record Told(int status, OptionalLong revision, JsonObject body) implements Answer {}

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
