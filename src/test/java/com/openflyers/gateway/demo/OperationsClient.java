package com.openflyers.gateway.demo;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// An operator at the admin API.
final class OperationsClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofMillis(50);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI operations;
    private final String token;

    OperationsClient(int port, String token) {
        this.operations = URI.create("http://127.0.0.1:" + port);
        this.token = token;
    }

    void put(String path, JsonObject body) {
        var request = HttpRequest.newBuilder(operations.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .PUT(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
        var end = System.nanoTime() + PATIENCE.toNanos();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            // A gateway that has just started may still be making its registry's tables.
            while (answer.statusCode() == 503 && System.nanoTime() < end) {
                Thread.sleep(RETRY);
                answer = http.send(request, BodyHandlers.ofString());
            }
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        "PUT %s answered %d: %s".formatted(path, answer.statusCode(), answer.body()));
            }
        } catch (IOException e) {
            throw new IllegalStateException("PUT " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
