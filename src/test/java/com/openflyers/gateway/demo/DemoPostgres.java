package com.openflyers.gateway.demo;

import com.openflyers.gateway.testing.Ports;
import io.vertx.pgclient.PgConnectOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL server of our own, with its files in one directory that is emptied first.
///
/// Its process is not a child that ends with ours: [#close] stops it. What a run that was killed left behind is
/// stopped by the next one.
public final class DemoPostgres implements AutoCloseable {

    private final EmbeddedPostgres server;

    private DemoPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /// @param port 0 for any
    public static DemoPostgres start(Path data, int port) {
        try {
            stopLeftover(data);
            DemoDirectory.remove(data);
            Files.createDirectories(data);
            return new DemoPostgres(EmbeddedPostgres.builder()
                    // The server's own choice of any is one that somebody's connection may have by then.
                    .setPort(port == 0 ? Ports.free() : port)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    // Nothing of it is meant to survive a crash of the machine.
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("wal_level", "minimal")
                    .setServerConfig("max_wal_senders", "0")
                    .setPGStartupWait(Duration.ofSeconds(30))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start in " + data, e);
        }
    }

    /// Where it is, as its superuser.
    public PgConnectOptions superuser() {
        return superuser(server.getPort());
    }

    /// Where one on `port` will be.
    static PgConnectOptions superuser(int port) {
        return new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setUser("postgres")
                .setPassword("postgres")
                .setDatabase("postgres");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        }
    }

    /// The first line of `postmaster.pid` is the process that holds the directory.
    private static void stopLeftover(Path data) throws IOException {
        var lock = data.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        var pid = Long.parseLong(Files.readAllLines(lock).getFirst().trim());
        var leftover = ProcessHandle.of(pid)
                .filter(it -> it.info().command().orElse("").endsWith("postgres"));
        if (leftover.isPresent() && leftover.get().destroy()) {
            leftover.get()
                    .onExit()
                    .completeOnTimeout(leftover.get(), 5, TimeUnit.SECONDS)
                    .join();
            leftover.get().destroyForcibly();
        }
    }
}
