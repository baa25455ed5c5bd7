package com.openflyers.gateway.upstream;

import com.openflyers.gateway.route.HealthCheck;
import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks one server again and again whether it lives. Confined to the context of [Probes].
///
/// Asks every interval while all is well. As soon as a check or the requests speak against the server, it asks again
/// at once and then ever less often, so that a restart of a second costs a second and a dead machine costs nothing.
final class Probe {

    private static final Duration SOONEST = Duration.ofMillis(100);
    private static final int BROKEN = 500;

    private final Vertx vertx;
    private final HttpClient client;
    private final Server server;
    private final Consumer<Server> watcher;
    private HealthCheck check;
    private Duration pause = SOONEST;
    private @Nullable Timer next;
    private boolean stopped;

    /// @param watcher told whenever the server was taken out or came back
    Probe(Vertx vertx, HttpClient client, Server server, HealthCheck check, Consumer<Server> watcher) {
        this.vertx = vertx;
        this.client = client;
        this.server = server;
        this.check = check;
        this.watcher = watcher;
    }

    void follow(HealthCheck changed) {
        if (!check.equals(changed)) {
            check = changed;
            askSoon();
        }
    }

    /// The requests took the server out before a check did.
    void requestsFailed() {
        watcher.accept(server);
        askSoon();
    }

    void stop() {
        stopped = true;
        cancel();
        server.firstCheckDone();
    }

    void askNow() {
        next = null;
        var deadline = vertx.timer(timeoutMillis(), TimeUnit.MILLISECONDS);
        var _ = ask(deadline).onComplete(answer -> {
            if (stopped) {
                return;
            }
            learn(answer.succeeded() ? verdict(answer.result()) : fault(deadline, answer.cause()));
            server.firstCheckDone();
        });
    }

    /// When a check is under way its answer is waited for; the next one comes soon after.
    private void askSoon() {
        pause = SOONEST;
        if (next != null) {
            cancel();
            askNow();
        }
    }

    private void learn(@Nullable String fault) {
        if (fault == null) {
            if (server.health().checkPassed()) {
                watcher.accept(server);
            }
            pause = SOONEST;
            schedule(check.interval());
        } else {
            if (server.health().checkFailed(fault)) {
                watcher.accept(server);
            }
            pause = shorter(pause, check.interval());
            schedule(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private void schedule(Duration delay) {
        next = vertx.timer(Math.max(1, delay.toMillis()), TimeUnit.MILLISECONDS);
        var _ = next.onSuccess(_ -> askNow());
    }

    private void cancel() {
        if (next != null) {
            var _ = next.cancel();
            next = null;
        }
    }

    /// The status of the answer; whatever is unfinished at the deadline is cut off.
    private Future<Integer> ask(Timer deadline) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(server.upstream().host())
                .setPort(server.upstream().port())
                .setURI(check.path())
                .setConnectTimeout(timeoutMillis())
                .putHeader("User-Agent", "OpenFlyers-Gateway (health check)");
        return client.request(options)
                .compose(request -> send(request, deadline))
                .timeout(timeoutMillis(), TimeUnit.MILLISECONDS);
    }

    private static Future<Integer> send(HttpClientRequest request, Timer deadline) {
        var _ = deadline.onSuccess(_ -> request.reset());
        return request.send().map(response -> {
            var _ = response.end().onComplete(_ -> deadline.cancel());
            return response.statusCode();
        });
    }

    private static @Nullable String verdict(int status) {
        return status < BROKEN ? null : "answered its check with " + status;
    }

    private String fault(Timer deadline, Throwable cause) {
        var late = deadline.succeeded() || cause instanceof TimeoutException;
        return late ? "no answer to its check within " + timeoutMillis() + " ms" : "no connection for its check";
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private long timeoutMillis() {
        return Math.max(1, check.timeout().toMillis());
    }
}
