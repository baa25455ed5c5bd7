package com.openflyers.gateway.db;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// The tables, as the numbered scripts of `db/` on the class path make them.
public final class Schema {

    /// For the answer to a login, in seconds; a script itself may run as long as it must.
    private static final int LOGIN = 10;

    private final DatabaseSettings settings;

    public Schema(DatabaseSettings settings) {
        this.settings = settings;
    }

    /// Runs the scripts that did not run yet, under an advisory lock: several nodes may start at once. Blocks.
    ///
    /// @return how many there were
    /// @throws FlywayException when the server cannot be reached or a script fails
    public int migrate() {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(jdbcUrl(), settings.user(), settings.password().reveal())
                .locations("classpath:db")
                .load()
                .migrate()
                .migrationsExecuted;
    }

    /// Why [#migrate] failed, as the driver said it: Flyway wraps that into a text of many lines.
    public static String reason(Throwable failure) {
        var cause = failure;
        for (var next = cause.getCause(); next != null; next = cause.getCause()) {
            cause = next;
        }
        return String.valueOf(cause.getMessage());
    }

    private String jdbcUrl() {
        var host = settings.host().indexOf(':') >= 0 ? "[" + settings.host() + "]" : settings.host();
        return "jdbc:postgresql://" + host + ":" + settings.port() + "/"
                + URLEncoder.encode(settings.name(), StandardCharsets.UTF_8)
                + "?ApplicationName=openflyers-gateway&loginTimeout=" + LOGIN
                + "&connectTimeout=" + Math.max(1, settings.connectTimeout().toSeconds());
    }
}
