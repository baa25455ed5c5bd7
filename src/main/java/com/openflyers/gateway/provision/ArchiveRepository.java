package com.openflyers.gateway.provision;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

/// The statements about archives. Blocks.
final class ArchiveRepository {

    private static final String NUMBER = """
            SELECT nextval(pg_get_serial_sequence('archive', 'id')) AS number
            """;

    private static final String ADD = """
            INSERT INTO archive (database, version, file, sha256, rows, made_at)
            VALUES (?, ?, ?, ?, ?, clock_timestamp())
            """;

    private static final String LATEST = """
            SELECT database, version, file, sha256, rows, made_at
              FROM archive
             WHERE database = ?
             ORDER BY made_at DESC, id DESC
             LIMIT 1
            """;

    /// One that no other archive gets.
    long number(Connection connection) throws SQLException {
        return Statements.first(connection, NUMBER, row -> row.getLong("number"))
                .orElseThrow();
    }

    void add(Connection connection, DatabaseName database, String version, Path file, String sha256, long rows)
            throws SQLException {
        var _ = Statements.update(connection, ADD, database.text(), version, file.toString(), sha256, rows);
    }

    Optional<Archive> latest(Connection connection, DatabaseName database) throws SQLException {
        return Statements.first(connection, LATEST, ArchiveRepository::from, database.text());
    }

    private static Archive from(ResultSet row) throws SQLException {
        return new Archive(
                new DatabaseName(row.getString("database")),
                row.getString("version"),
                Path.of(row.getString("file")),
                row.getString("sha256"),
                row.getLong("rows"),
                row.getObject("made_at", OffsetDateTime.class).toInstant());
    }
}
