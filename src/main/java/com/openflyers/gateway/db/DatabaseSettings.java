package com.openflyers.gateway.db;

import com.openflyers.gateway.config.Secret;
import com.openflyers.gateway.config.Settings;
import java.time.Duration;

/// Where the registry's PostgreSQL is and how it is used.
///
/// @param password         empty for a server that trusts the user
/// @param poolSize         connections of this node, one of which listens for changes
/// @param connectTimeout   for a new connection, and for the wait for a free one of the pool
/// @param statementTimeout PostgreSQL ends a statement that runs longer; also how long a transaction may lie idle
public record DatabaseSettings(
        String host,
        int port,
        String name,
        String user,
        Secret password,
        int poolSize,
        Duration connectTimeout,
        Duration statementTimeout) {

    public static DatabaseSettings from(Settings settings) {
        return new DatabaseSettings(
                settings.text("database.host", "127.0.0.1"),
                settings.integer("database.port", 5432, 1, 65_535),
                settings.text("database.name", "openflyers"),
                settings.text("database.user", "openflyers"),
                settings.secret("database.password").orElse(new Secret("")),
                settings.integer("database.pool-size", 8, 3, 100),
                settings.duration("database.connect-timeout", Duration.ofSeconds(3), Duration.ofMillis(100), MINUTE),
                settings.duration(
                        "database.statement-timeout", Duration.ofSeconds(10), Duration.ofMillis(100), MINUTE));
    }

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// `user@host:port/name`.
    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + name;
    }
}
