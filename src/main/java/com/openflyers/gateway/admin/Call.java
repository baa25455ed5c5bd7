package com.openflyers.gateway.admin;

import com.openflyers.gateway.db.Ending;
import com.openflyers.gateway.http.Form;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.registry.Expected;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request of an operator, after the contract has been checked: what is read here has the form it must have.
///
/// @param fields of the request, for what HTTP itself settles, such as the language
record Call(Operator operator, ValidatedRequest request, MultiMap fields) {

    String path(String name) {
        return text(request.getPathParameters(), name).orElseThrow();
    }

    Optional<String> query(String name) {
        return text(request.getQuery(), name);
    }

    /// A whole number of the path, such as the `id` of a migration.
    long id(String name) {
        return value(request.getPathParameters(), name) instanceof Number number ? number.longValue() : 0;
    }

    /// What the field of this name says; 0 without one.
    long field(String name) {
        return value(request.getHeaders(), name) instanceof Number number ? number.longValue() : 0;
    }

    Language language() {
        return Language.preferred(fields.get(HttpHeaders.ACCEPT_LANGUAGE));
    }

    boolean prefersPage() {
        return Form.preferred(fields.get(HttpHeaders.ACCEPT)) == Form.HTML;
    }

    long number(String name, long otherwise) {
        return value(request.getQuery(), name) instanceof Number number ? number.longValue() : otherwise;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(value(request.getQuery(), name));
    }

    boolean flag(String name, boolean otherwise) {
        return value(request.getQuery(), name) instanceof Boolean flag ? flag : otherwise;
    }

    Ending ending() {
        return flag("dryRun") ? Ending.ROLLBACK : Ending.COMMIT;
    }

    Expected expected() {
        return text(request.getHeaders(), "If-Match")
                .map(quoted -> Expected.exactly(Long.parseLong(quoted, 1, quoted.length() - 1, 10)))
                .orElse(Expected.ANY);
    }

    JsonObject body() {
        var body = request.getBody().getJsonObject();
        return body == null ? new JsonObject() : body;
    }

    private static Optional<String> text(Map<String, RequestParameter> values, String name) {
        return value(values, name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static @Nullable Object value(Map<String, RequestParameter> values, String name) {
        var value = values.get(name);
        return value == null ? null : value.get();
    }
}
