package com.openflyers.gateway.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// A page of rows that are numbered downwards.
final class Listing {

    /// Rows on a page when nobody says how many; the contract's default.
    static final long USUAL = 50;

    private Listing() {}

    /// @param limit  how many were asked for: a full page has a `next`, behind which there may be nothing
    /// @param number what the next page is asked for with
    static <T> JsonObject of(List<T> rows, int limit, ToLongFunction<T> number, Function<T, JsonObject> item) {
        var items = new JsonArray();
        rows.forEach(row -> items.add(item.apply(row)));
        var body = new JsonObject().put("items", items);
        return rows.size() < limit ? body : body.put("next", Long.toString(number.applyAsLong(rows.getLast())));
    }
}
