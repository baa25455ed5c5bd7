package com.openflyers.gateway.admin;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;

/// An operator's program.
final class ApiClient {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final int port;
    private final String token;

    ApiClient(int port, String token) {
        this.port = port;
        this.token = token;
    }

    record Reply(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String field(String name) {
            return String.join("\n", response.headers().allValues(name));
        }

        String text() {
            return response.body();
        }

        JsonObject json() {
            return (JsonObject) Json.decodeValue(response.body());
        }

        String code() {
            return field("X-Gateway-Error");
        }
    }

    String token() {
        return token;
    }

    Reply get(String path, String... fields) {
        return send("GET", path, BodyPublishers.noBody(), fields);
    }

    Reply delete(String path, String... fields) {
        return send("DELETE", path, BodyPublishers.noBody(), fields);
    }

    Reply post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    Reply post(String path, JsonObject body, String... fields) {
        return send("POST", path, body, fields);
    }

    Reply put(String path, JsonObject body, String... fields) {
        return send("PUT", path, body, fields);
    }

    private Reply send(String method, String path, JsonObject body, String... fields) {
        var withType = Arrays.copyOf(fields, fields.length + 2);
        withType[fields.length] = "Content-Type";
        withType[fields.length + 1] = "application/json";
        return send(method, path, BodyPublishers.ofString(body.encode()), withType);
    }

    Reply send(String method, String path, HttpRequest.BodyPublisher body, String... fields) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (fields.length > 0) {
            request.headers(fields);
        }
        try {
            return new Reply(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
