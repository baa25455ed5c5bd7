package com.openflyers.gateway.admin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The OpenAPI document that the API keeps: served as it is, and the measure of every request.
///
/// @param text     the document as it was written
/// @param document the same, read
record Contract(Buffer text, OpenAPIContract document) {

    private static final String RESOURCE = "openapi/gateway.yaml";
    private static final String SCHEME = "bearer";

    static Future<Contract> load(Vertx vertx) {
        return vertx.fileSystem()
                .readFile(RESOURCE)
                .compose(text -> OpenAPIContract.from(vertx, requests(text.toString()))
                        .map(document -> new Contract(text, document)));
    }

    /// The document without its answers: the library validates requests for us, and refuses to load a contract with
    /// media types that it does not know, `application/problem+json` among them.
    private static JsonObject requests(String yaml) {
        var document =
                new JsonObject(new Yaml(new SafeConstructor(new LoaderOptions())).<Map<String, Object>>load(yaml));
        document.getJsonObject("paths").forEach(path -> {
            for (var operation : (JsonObject) path.getValue()) {
                if (operation.getValue() instanceof JsonObject described) {
                    described.put("responses", JsonObject.of("default", JsonObject.of("description", "left out")));
                }
            }
        });
        document.getJsonObject("components").remove("responses");
        endAtTheEnd(document);
        return document;
    }

    /// In a contract, `$` is the end of the text (ECMA-262). In Java it is also what comes before a last line feed,
    /// which would pass with what it must never be a part of, such as a path.
    private static void endAtTheEnd(Iterable<?> json) {
        for (var each : json) {
            switch (each instanceof Map.Entry<?, ?> member ? member.getValue() : each) {
                case JsonObject object -> {
                    if (object.getValue("pattern") instanceof String pattern && pattern.endsWith("$")) {
                        object.put("pattern", pattern.substring(0, pattern.length() - 1) + "\\z");
                    }
                    endAtTheEnd(object);
                }
                case JsonArray array -> endAtTheEnd(array);
                default -> {}
            }
        }
    }

    /// Whether the operation needs no token.
    boolean isOpen(String operation) {
        return promised(operation).getSecurityRequirements().isEmpty();
    }

    /// The least role that may call the operation.
    Role role(String operation) {
        var words = promised(operation).getSecurityRequirements().getFirst().getScopes(SCHEME);
        return Role.find(words.getFirst())
                .orElseThrow(() -> new IllegalStateException("no such role in the contract: " + words));
    }

    /// What may be asked of a path; empty for a path that nobody knows.
    List<HttpMethod> methods(String path) {
        var found = document.findPath(path);
        return found == null
                ? List.of()
                : found.getOperations().stream()
                        .map(operation -> operation.getHttpMethod())
                        .toList();
    }

    private io.vertx.openapi.contract.Operation promised(String operation) {
        return Objects.requireNonNull(document.operation(operation), "no such operation in the contract");
    }
}
