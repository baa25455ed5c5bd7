package com.openflyers.gateway.testing;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.db.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An embedded PostgreSQL that can be stopped and started again with the same port and data.
public final class PostgresServer implements AutoCloseable {

    private final Path data;
    private final int port = Ports.free();
    private @Nullable EmbeddedPostgres running;

    PostgresServer() {
        try {
            data = Files.createTempDirectory("postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Its own hook would leave the data behind.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        start();
    }

    /// The database `postgres` of this server, brought to the schema.
    public DatabaseSettings migrated() {
        var settings = settings("postgres");
        var _ = new Schema(settings).migrate();
        return settings;
    }

    public DatabaseSettings settings(String database) {
        return Postgres.settings("127.0.0.1", port, database, "postgres", "");
    }

    public void start() {
        try {
            running = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setRegisterShutdownHook(false)
                    .setServerConfig("fsync", "off")
                    // Making and dropping a database is a checkpoint, after which every page would be logged whole.
                    .setServerConfig("full_page_writes", "off")
                    // Of hundreds of databases one or another is looked at all the time.
                    .setServerConfig("autovacuum_naptime", "10min")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("max_prepared_transactions", "8")
                    .setPGStartupWait(Duration.ofSeconds(30))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends every session and gives the port up.
    public void stop() {
        var server = running;
        running = null;
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        stop();
        if (!Files.exists(data)) {
            return;
        }
        try {
            // Hundreds of thousands of files when many clubs were made: a JVM that ends does not wait for them.
            var _ = new ProcessBuilder("rm", "-rf", data.toString()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
