package com.openflyers.gateway.demo.v131;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fields of a request, from the query and from the body alike (PHP's `$_REQUEST`), in ISO-8859-1.
///
/// So a GET can write too, as with the real one.
record Parameters(Map<String, String> fields) {

    static Parameters of(HttpServerRequest request, @Nullable Buffer body) {
        var fields = new HashMap<String, String>();
        if (request.query() != null) {
            read(request.query(), fields);
        }
        if (body != null) {
            read(body.toString(StandardCharsets.ISO_8859_1), fields);
        }
        return new Parameters(fields);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(fields.get(name)).map(String::trim).filter(value -> !value.isEmpty());
    }

    String text(String name) {
        return find(name).orElse("");
    }

    /// As PHP casts: what is no number is 0.
    int number(String name) {
        try {
            return Integer.parseInt(text(name));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static void read(String encoded, Map<String, String> fields) {
        for (var pair : encoded.split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
