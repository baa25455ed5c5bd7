package com.openflyers.gateway.testing;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An operator with a token, at one node's operations port.
public final class AdminClient implements AutoCloseable {

    /// @param body empty when the answer had none
    public record Answer(int status, JsonObject body) {}

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final String token;

    /// May do everything on a gateway that was started with a [GatewayConfig].
    public AdminClient(int port) {
        this(port, adminToken());
    }

    /// @param token as `gateway token` prints one
    public AdminClient(int port, String token) {
        this.port = port;
        this.token = token;
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer put(String path, JsonObject body) {
        return send("PUT", path, body);
    }

    public Answer post(String path, JsonObject body) {
        return send("POST", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /// Moves the pointer.
    ///
    /// @param query such as `?wait=5s`, or nothing
    public Answer flip(String space, String version, String query) {
        return put(
                "/api/v1/spaces/" + space + "/pointer" + query,
                new JsonObject().put("version", version).put("reason", "a test"));
    }

    @Override
    public void close() {
        http.close();
    }

    /// Of somebody who may do everything on a gateway that was started with a [GatewayConfig].
    public static String adminToken() {
        var vertx = Vertx.vertx();
        try {
            return GatewayConfig.adminToken(vertx);
        } finally {
            Futures.result(vertx.close().map(true));
        }
    }

    private Answer send(String method, String path, @Nullable JsonObject body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            var json = answer.body().startsWith("{");
            return new Answer(answer.statusCode(), json ? new JsonObject(answer.body()) : new JsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
