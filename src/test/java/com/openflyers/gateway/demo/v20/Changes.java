package com.openflyers.gateway.demo.v20;

import com.openflyers.gateway.demo.web.SpaceDatabases;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells whoever listens what changes in a space's booking sheet.
///
/// One connection for each space that somebody listens to, and none for the others. When it breaks it is made again;
/// what changed meanwhile is not known, so listeners are told [#MISSED]. Used on one server's context only.
final class Changes {

    /// Look again: there may have been changes.
    static final String MISSED = "{\"change\":\"missed\"}";

    private static final long RETRY_MILLIS = 500;

    private final Vertx vertx;
    private final SpaceDatabases databases;
    private final Map<String, Feed> feeds = new HashMap<>();

    Changes(Vertx vertx, SpaceDatabases databases) {
        this.vertx = vertx;
        this.databases = databases;
    }

    /// @param listener gets each change as JSON
    /// @return what ends it; may be run more than once
    Runnable listen(String database, Handler<String> listener) {
        var feed = feeds.computeIfAbsent(database, Feed::new);
        feed.listeners.add(listener);
        feed.connect();
        return () -> feed.remove(listener);
    }

    private static Future<PgConnection> subscribe(PgConnection made) {
        return made.query("LISTEN booking").execute().map(made).onFailure(_ -> {
            var _ = made.close();
        });
    }

    private final class Feed {

        private final String database;
        private final Set<Handler<String>> listeners = new LinkedHashSet<>();
        private @Nullable PgConnection connection;
        private boolean connecting;
        private boolean broken;

        Feed(String database) {
            this.database = database;
        }

        void connect() {
            if (connection != null || connecting) {
                return;
            }
            connecting = true;
            var _ = PgConnection.connect(vertx, databases.options(database))
                    .compose(Changes::subscribe)
                    .onComplete(this::listening, _ -> lost());
        }

        private void listening(PgConnection made) {
            connecting = false;
            if (listeners.isEmpty()) {
                var _ = made.close();
                return;
            }
            connection = made;
            var _ = made.notificationHandler(notice -> tell(notice.getPayload()))
                    .closeHandler(_ -> lost());
            if (broken) {
                broken = false;
                tell(MISSED);
            }
        }

        private void lost() {
            connection = null;
            connecting = false;
            broken = true;
            if (!listeners.isEmpty()) {
                var _ = vertx.setTimer(RETRY_MILLIS, _ -> {
                    if (!listeners.isEmpty()) {
                        connect();
                    }
                });
            }
        }

        private void tell(String change) {
            List.copyOf(listeners).forEach(listener -> listener.handle(change));
        }

        private void remove(Handler<String> listener) {
            listeners.remove(listener);
            if (listeners.isEmpty()) {
                feeds.remove(database, this);
                if (connection != null) {
                    var _ = connection.close();
                }
            }
        }
    }
}
