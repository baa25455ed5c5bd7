package com.openflyers.gateway.testing;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// An access log that a test reads: its lines, in the order in which they were written.
public final class LoggedRequests extends OutputStream {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// One line.
    public record Line(JsonObject json) {

        public String requestId() {
            return json.getString("requestId");
        }

        /// Address of the client.
        public String client() {
            return json.getString("client");
        }

        public String method() {
            return json.getString("method");
        }

        public String path() {
            return json.getString("path");
        }

        public int status() {
            return json.getInteger("status");
        }

        /// Whether an upstream was asked.
        public boolean forwarded() {
            return json.containsKey("upstream");
        }

        /// Code of the gateway's own answer, or of what went wrong after the head; empty when nothing did.
        public String error() {
            return json.getString("error", "");
        }
    }

    private final List<Line> lines = new ArrayList<>();
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int octet) {
        if (octet == '\n') {
            lines.add(new Line(new JsonObject(begun.toString(StandardCharsets.UTF_8))));
            begun.reset();
        } else {
            begun.write(octet);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (var i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    /// Waits for a line; the log is written some milliseconds after the answer.
    public Line await(Predicate<Line> wanted) {
        Eventually.holds(
                PATIENCE, () -> find(wanted).isPresent(), () -> new AssertionError("no such line among " + lines));
        return find(wanted).orElseThrow();
    }

    /// The lines so far, which are forgotten.
    public synchronized List<Line> take() {
        var taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    private synchronized Optional<Line> find(Predicate<Line> wanted) {
        return lines.stream().filter(wanted).findFirst();
    }
}
