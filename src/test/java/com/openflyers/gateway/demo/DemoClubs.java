package com.openflyers.gateway.demo;

import com.openflyers.gateway.demo.v131.SampleApp131;
import com.openflyers.gateway.demo.v20.SampleApp20;
import com.openflyers.gateway.demo.web.SampleApp;
import com.openflyers.gateway.demo.web.SampleServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Both sample versions, each on two servers, over the clubs' databases.
public final class DemoClubs implements AutoCloseable {

    private static final Duration STARTING = Duration.ofSeconds(15);

    private final Map<String, List<SampleServer>> servers;

    private DemoClubs(Map<String, List<SampleServer>> servers) {
        this.servers = servers;
    }

    /// Starts the servers on free ports; the databases may still be in the making.
    ///
    /// @param sessions directory for the sessions of 1.3.1
    public static DemoClubs start(Vertx vertx, DemoDatabases databases, Path sessions) {
        var starting = Stream.<SampleApp>of(
                        app131(databases, sessions), app131(databases, sessions), app20(databases), app20(databases))
                .map(app -> SampleServer.start(vertx, app, 0))
                .toList();
        var all = within(STARTING, Future.all(starting)).<SampleServer>list();
        return new DemoClubs(all.stream().collect(Collectors.groupingBy(SampleServer::version)));
    }

    public static SampleApp131 app131(DemoDatabases databases, Path sessions) {
        return new SampleApp131(databases.options(DemoDatabases.ROLE_131, DemoDatabases.REGISTRY), sessions);
    }

    public static SampleApp20 app20(DemoDatabases databases) {
        return new SampleApp20(databases.options(DemoDatabases.ROLE_20, DemoDatabases.REGISTRY));
    }

    /// The servers of a version.
    public List<SampleServer> servers(String version) {
        return servers.getOrDefault(version, List.of());
    }

    @Override
    public void close() {
        var stopping = servers.values().stream()
                .flatMap(List::stream)
                .map(SampleServer::stop)
                .toList();
        var _ = within(Duration.ofSeconds(5), Future.join(stopping));
    }

    /// Waits for `future` on a thread that is no event loop's.
    static <T> T within(Duration limit, Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("not done within " + limit, e);
        }
    }
}
