package com.openflyers.gateway.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// What reading a body needs beyond the contract: rules that a schema cannot say are those of the records themselves.
final class Body {

    private static final Pattern EUROS = Pattern.compile("[0-9]{1,9}([.,][0-9]{1,2})?");

    private Body() {}

    /// Makes a fault of the request of what a record refuses.
    ///
    /// @param pointer the field, as a JSON pointer
    /// @param reading throws IllegalArgumentException with a sentence for a person
    static <T> T at(String pointer, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(pointer, String.valueOf(e.getMessage()));
        } catch (DateTimeException e) {
            throw new InvalidRequest(pointer, "is no date");
        }
    }

    /// The cents of an amount as people type it, such as `12,50`, `12.50` or `1 200 €`. Not `1,200`, which is one thing
    /// to an English reader and another to a French one.
    static long cents(String pointer, String euros) {
        return at(pointer, () -> {
            var plain = euros.replaceAll("[\\h€]", "");
            if (!EUROS.matcher(plain).matches()) {
                throw new IllegalArgumentException("expected an amount in euros, such as 1200 or 12,50");
            }
            return new BigDecimal(plain.replace(',', '.')).movePointRight(2).longValueExact();
        });
    }

    /// A body may repeat the name that its path says, and must not say another.
    static void requireName(JsonObject body, String field, String name) {
        if (!body.getString(field, name).equals(name)) {
            throw new InvalidRequest("/" + field, "is not the name in the path");
        }
    }

    static List<String> texts(JsonObject json, String name) {
        return json.getJsonArray(name, new JsonArray()).stream()
                .map(String.class::cast)
                .toList();
    }
}
