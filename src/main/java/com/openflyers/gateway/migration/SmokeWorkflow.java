package com.openflyers.gateway.migration;

import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.route.Upstream;
import com.openflyers.gateway.route.Version;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Asks a version's servers past the edge, with a database that nobody reaches through it. Blocks.
public final class SmokeWorkflow {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient client;

    public SmokeWorkflow(Vertx vertx) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(PATIENCE.toMillis()))
                // A connection that stays would keep nothing of the database, but is of no use either.
                .setKeepAlive(false));
    }

    /// Whether any server of the version answers its health check.
    boolean isAlive(Version version) {
        return version.upstreams().stream().anyMatch(upstream -> {
            try {
                return status(options(upstream).setURI(version.health().path())) < 400;
            } catch (Exception e) {
                // A timeout, too, which an await throws undeclared.
                return false;
            }
        });
    }

    /// Has one server read the home page of a space on that database.
    ///
    /// @return why it could not, as a sentence; empty if it could
    Optional<String> read(Version version, RegisteredSpace space, DatabaseName database) {
        var last = "version " + version.name() + " has no servers";
        for (var upstream : version.upstreams()) {
            var request = options(upstream)
                    .setURI(version.rules().home())
                    .putHeader("Host", space.host())
                    .putHeader("X-OpenFlyers-Space", space.name())
                    .putHeader("X-OpenFlyers-Kind", space.kind().name().toLowerCase(Locale.ROOT))
                    .putHeader("X-OpenFlyers-Version", version.name())
                    .putHeader("X-OpenFlyers-Database", database.text());
            try {
                var status = status(request);
                if (status < 500) {
                    return Optional.empty();
                }
                last = upstream + " of version " + version.name() + " answers " + status + " on " + database;
            } catch (Exception e) {
                last = upstream + " of version " + version.name() + " does not answer: " + e.getMessage();
            }
        }
        return Optional.of(last);
    }

    private int status(RequestOptions options) {
        return client.request(options)
                .compose(request ->
                        request.send().compose(response -> response.end().map(response.statusCode())))
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .await();
    }

    private static RequestOptions options(Upstream upstream) {
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setSsl(upstream.scheme().equals("https"))
                .setHost(upstream.host())
                .setPort(upstream.port())
                .setIdleTimeout(PATIENCE.toMillis());
    }
}
