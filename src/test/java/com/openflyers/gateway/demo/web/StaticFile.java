package com.openflyers.gateway.demo.web;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A file of the test resources, kept in memory.
public final class StaticFile {

    private StaticFile() {}

    /// @param name below `/demo/`
    public static Handler<RoutingContext> of(String name, String type) {
        var content = Buffer.buffer(read("/demo/" + name));
        return context -> {
            var _ = context.response()
                    .putHeader("Content-Type", type)
                    .putHeader("Cache-Control", "no-cache")
                    .end(content);
        };
    }

    private static byte[] read(String resource) {
        try (var stream = StaticFile.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
