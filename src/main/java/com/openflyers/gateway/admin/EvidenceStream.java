package com.openflyers.gateway.admin;

import com.openflyers.gateway.migration.Evidence;
import com.openflyers.gateway.migration.Migration;
import com.openflyers.gateway.migration.Migrations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Tells one reader each line of a migration's evidence, for as long as the reader stays and the migration goes on.
///
/// Any node may drive the migration, so the registry is asked, again and again. While it does not answer there is
/// nothing to tell, and the stream stays.
final class EvidenceStream {

    private static final Duration LOOK = Duration.ofMillis(250);
    /// Often enough for whoever closes silent connections in between.
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Vertx vertx;
    private final Migrations migrations;
    private final long migration;
    private final HttpServerResponse response;
    private long told;
    private int silentLooks;
    private boolean left;

    /// @param after `seq` of the last line that the reader has
    EvidenceStream(Vertx vertx, Migrations migrations, long migration, long after, HttpServerResponse response) {
        this.vertx = vertx;
        this.migrations = migrations;
        this.migration = migration;
        this.told = after;
        this.response = response;
    }

    void begin() {
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .exceptionHandler(_ -> left = true)
                .closeHandler(_ -> left = true);
        look();
    }

    private void look() {
        if (left) {
            return;
        }
        // In this order: a state that is final when it is read has all its lines written.
        migrations
                .find(migration)
                .compose(found -> lines().map(lines -> tell(found, lines)))
                .otherwise(false)
                .onSuccess(over -> {
                    if (!over) {
                        vertx.setTimer(LOOK.toMillis(), _ -> look());
                    }
                });
    }

    /// A slow reader is told the rest later.
    private Future<List<Evidence>> lines() {
        return response.writeQueueFull() ? Future.succeededFuture(List.of()) : migrations.evidence(migration, told);
    }

    /// @return whether that was all
    private boolean tell(Optional<Migration> found, List<Evidence> lines) {
        if (left) {
            return true;
        }
        for (var line : lines) {
            told = line.seq();
            write("id: " + told + "\nevent: step\ndata: "
                    + MigrationBody.line(line).encode() + "\n\n");
        }
        var over = found.filter(now -> now.state().isOver() && now.revision() <= told);
        if (over.isPresent()) {
            var state = new JsonObject().put("state", over.get().state().name());
            var _ = response.end("event: end\ndata: " + state.encode() + "\n\n");
            return true;
        }
        silentLooks = lines.isEmpty() ? silentLooks + 1 : 0;
        if (silentLooks * LOOK.toMillis() >= HEARTBEAT.toMillis()) {
            silentLooks = 0;
            write(": still here\n\n");
        }
        return false;
    }

    private void write(String text) {
        var _ = response.write(text);
    }
}
