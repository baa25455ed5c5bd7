package com.openflyers.gateway.demo.v20;

import io.vertx.core.Vertx;

/// Changes of the booking sheet as they happen: to a browser as an event stream, to a program over a WebSocket.
final class Streams {

    /// A comment now and then, so that nobody on the way takes the stream for dead.
    private static final long PING_MILLIS = 15_000;

    private final Vertx vertx;
    private final Changes changes;

    Streams(Vertx vertx, Changes changes) {
        this.vertx = vertx;
        this.changes = changes;
    }

    void events(Guest guest) {
        var response = guest.context().response();
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        var _ = response.write("retry: 1000\n: hello\n\n");
        var ping = vertx.setPeriodic(PING_MILLIS, _ -> {
            var _ = response.write(": ping\n\n");
        });
        var listening = changes.listen(guest.space().name(), change -> {
            var _ = response.write("event: booking\ndata: " + change + "\n\n");
        });
        response.closeHandler(_ -> {
            var _ = vertx.cancelTimer(ping);
            listening.run();
        });
    }

    void webSocket(Guest guest) {
        var request = guest.context().request();
        if (!request.canUpgradeToWebSocket()) {
            request.resume();
            guest.context().response().putHeader("Upgrade", "websocket");
            guest.context().fail(426);
            return;
        }
        var _ = request.toWebSocket().onSuccess(socket -> {
            var listening = changes.listen(guest.space().name(), change -> {
                var _ = socket.writeTextMessage(change);
            });
            var _ = socket.closeHandler(_ -> listening.run());
        });
    }
}
