package com.openflyers.gateway.provision;

import com.openflyers.gateway.db.DatabaseSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/// Connections to any database of the registry's server, as the gateway's role. What uses them blocks.
///
/// A statement is sent as it is written, however many commands it holds, so that the position of a fault is one in
/// the script; and values are printed the same way whatever the server's settings.
final class Cluster {

    /// For what the longest of all, an archive, does in one statement.
    static final Duration HOUR = Duration.ofHours(1);

    private static final List<String> SETTINGS = List.of(
            "SET timezone TO 'UTC'",
            "SET datestyle TO 'ISO'",
            "SET intervalstyle TO 'postgres'",
            "SET extra_float_digits TO 3",
            "SET bytea_output TO 'hex'");
    /// For the server to end a statement that is out of time, before its socket is taken for dead.
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final DatabaseSettings settings;

    Cluster(DatabaseSettings settings) {
        this.settings = settings;
    }

    /// To the registry, in which statements about other databases are sent.
    ///
    /// @param longest what a statement may take
    Connection connect(Duration longest) throws SQLException {
        return connect(settings.name(), longest);
    }

    Connection connect(DatabaseName database, Duration longest) throws SQLException {
        return connect(database.text(), longest);
    }

    private Connection connect(String database, Duration longest) throws SQLException {
        var host = settings.host().indexOf(':') >= 0 ? "[" + settings.host() + "]" : settings.host();
        var url = "jdbc:postgresql://" + host + ":" + settings.port() + "/"
                + URLEncoder.encode(database, StandardCharsets.UTF_8);
        var properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password().reveal());
        properties.setProperty("ApplicationName", "openflyers-gateway");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("connectTimeout", seconds(settings.connectTimeout()));
        properties.setProperty("loginTimeout", seconds(settings.connectTimeout()));
        properties.setProperty("socketTimeout", seconds(longest.plus(GRACE)));
        properties.setProperty("tcpKeepAlive", "true");
        var connection = DriverManager.getConnection(url, properties);
        try (var statement = connection.createStatement()) {
            for (var setting : SETTINGS) {
                statement.execute(setting);
            }
            statement.execute("SET statement_timeout TO " + longest.toMillis());
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.toSeconds()));
    }
}
