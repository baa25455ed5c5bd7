package com.openflyers.gateway.upstream;

import com.openflyers.gateway.route.HealthCheck;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// The probes of all servers, on one context that is no edge event loop's.
///
/// Each check opens a connection of its own: what a kept one answers says little about new ones.
final class Probes implements Server.Alarm {

    /// A machine that drops packets answers no connect at all: attempts that are kept for long would take all places of
    /// the pool, and hide that it came back.
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);

    private final Context context;
    private final HttpClient client;
    private final Consumer<Server> watcher;
    private final Map<Server, Probe> probes = new HashMap<>();

    /// @param watcher told on the context whenever a server was taken out or came back
    Probes(Context context, Consumer<Server> watcher) {
        this.context = context;
        this.watcher = watcher;
        this.client = context.owner()
                .createHttpClient(new HttpClientOptions()
                        .setKeepAlive(false)
                        .setConnectTimeout((int) LONGEST_CONNECT.toMillis())
                        .setName("checks")
                        .setMaxRedirects(0));
    }

    /// Starts to ask the server, or goes on with other settings.
    void ask(Server server, HealthCheck check) {
        context.runOnContext(_ -> {
            var probe = probes.get(server);
            if (probe == null) {
                probe = new Probe(context.owner(), client, server, check, watcher);
                probes.put(server, probe);
                probe.askNow();
            } else {
                probe.follow(check);
            }
        });
    }

    void forget(Server server) {
        context.runOnContext(_ -> {
            var probe = probes.remove(server);
            if (probe != null) {
                probe.stop();
            }
        });
    }

    @Override
    public void raised(Server server) {
        context.runOnContext(_ -> {
            var probe = probes.get(server);
            if (probe != null) {
                probe.requestsFailed();
            }
        });
    }

    Future<Void> close() {
        context.runOnContext(_ -> {
            probes.values().forEach(Probe::stop);
            probes.clear();
        });
        return client.close();
    }
}
