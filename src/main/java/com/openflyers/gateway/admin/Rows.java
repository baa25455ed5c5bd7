package com.openflyers.gateway.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// The objects in a list of an answer, for templates.
public final class Rows {

    private Rows() {}

    public static List<JsonObject> of(JsonObject body, String name) {
        return body.getJsonArray(name, new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
