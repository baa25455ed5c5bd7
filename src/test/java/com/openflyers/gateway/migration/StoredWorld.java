package com.openflyers.gateway.migration;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.demo.ClubsUnderTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// What the databases of a [MigrationWorld] hold, its clubs' and its registry, asked for and written past the gateway.
final class StoredWorld {

    private final ClubsUnderTest clubs;
    private final DatabaseSettings registry;

    StoredWorld(ClubsUnderTest clubs, DatabaseSettings registry) {
        this.clubs = clubs;
        this.registry = registry;
    }

    /// Whether nobody is at it, or will be for so long.
    boolean looksAgainAfter(long migration, Duration wait) {
        return ask(registry.name(), """
                SELECT 'yes'
                  FROM migration
                 WHERE id = ?::bigint AND claimed_by IS NULL
                       AND look_at > clock_timestamp() + ?::bigint * interval '1 second'
                """, String.valueOf(migration), String.valueOf(wait.toSeconds()))
                .isPresent();
    }

    /// How many rows the club has of what matters most.
    long bookings(String database) {
        return Long.parseLong(ask(database, "SELECT count(*) FROM booking").orElseThrow(), 10);
    }

    /// What migrations and archives have made of the databases of a space, by its names; empty if nothing is left.
    String copies(String space) {
        return ask("postgres", """
                SELECT coalesce(string_agg(datname, ' '), '')
                  FROM pg_database
                 WHERE datname ~ ('^' || ? || '_.*__[ars][0-9]+$')
                """, space).orElseThrow();
    }

    /// Whether an archive of the database was tried, and what it was tried in is set aside.
    boolean tried(String database) {
        return ask(
                        registry.name(),
                        "SELECT name FROM quarantine WHERE former_name ~ ('^' || ? || '__s[0-9]+$')",
                        database)
                .isPresent();
    }

    /// Sessions of a gateway that are in the middle of something, in its registry or in a database that begins so.
    long atWork(String beginning) {
        return Long.parseLong(ask("postgres", """
                SELECT count(*)
                  FROM pg_stat_activity
                 WHERE application_name = 'openflyers-gateway' AND state <> 'idle'
                       AND (datname = ? OR starts_with(datname, ?))
                """, registry.name(), beginning).orElseThrow(), 10);
    }

    boolean exists(String database) {
        return ask("postgres", "SELECT datname FROM pg_database WHERE datname = ?", database)
                .isPresent();
    }

    /// Writes one more booking into a database of version 2.0.
    ///
    /// @return its number
    long book(String database) {
        var id = ask(database, """
                INSERT INTO booking (person_id, kind, start_at, end_at)
                SELECT min(id), 'SOLO', now() + n * interval '1 day', now() + n * interval '1 day' + interval '1 hour'
                  FROM person, (SELECT 300 + count(*) AS n FROM booking) AS next
                 GROUP BY n
                RETURNING id
                """);
        return Long.parseLong(id.orElseThrow(), 10);
    }

    /// What the mail that begins with this cause says; empty if there is none.
    String letter(String cause) {
        return ask(registry.name(), "SELECT plain FROM outbox WHERE cause LIKE ? || '%'", cause)
                .orElse("");
    }

    /// The first value of the first row, as text.
    private Optional<String> ask(String database, String sql, String... parameters) {
        try (var connection = clubs.connectAsSuperuser(database);
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// By a role of which only the test knows.
    Connection connectAs(String role, String database, String application) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s?ApplicationName=%s"
                        .formatted(
                                registry.host(),
                                registry.port(),
                                database,
                                URLEncoder.encode(application, StandardCharsets.UTF_8)),
                role,
                role);
    }
}
