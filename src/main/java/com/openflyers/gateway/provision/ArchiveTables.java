package com.openflyers.gateway.provision;

import com.openflyers.gateway.provision.ArchiveHeader.Content;
import com.openflyers.gateway.provision.ArchiveHeader.Sequence;
import com.openflyers.gateway.provision.Tables.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/// Rows of whole tables out of a database and into one. Blocks.
final class ArchiveTables {

    private static final String SEQUENCES = """
            SELECT schemaname, sequencename, last_value
              FROM pg_sequences
             WHERE last_value IS NOT NULL AND schemaname <> 'gateway_birth'
             ORDER BY schemaname, sequencename
            """;

    private static final String SET_SEQUENCE = """
            SELECT setval(c.oid, ?)
              FROM pg_class c
                   JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'S' AND n.nspname = ? AND c.relname = ?
            """;

    private static final String FOREIGN_KEYS = """
            SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS off,
                   format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
                          pg_get_constraintdef(oid)) AS back
              FROM pg_constraint
             WHERE contype = 'f' AND conparentid = 0
             ORDER BY conrelid::regclass::text, conname
            """;

    private record ForeignKey(String off, String back) {}

    private ArchiveTables() {}

    /// Writes the rows of every table, one table after the other.
    static List<Content> write(Connection connection, OutputStream out) throws SQLException, IOException {
        var contents = new ArrayList<Content>();
        for (var table : Tables.all(connection)) {
            contents.add(write(connection, table, out));
        }
        return contents;
    }

    /// In the order of the key, so that equal tables are equal bytes.
    static Content write(Connection connection, Table table, OutputStream out) throws SQLException, IOException {
        var order = table.key().isEmpty() ? "t::text" : Tables.columns("t", table.key());
        var sql = "COPY (SELECT " + Tables.columns("t", table.columnNames()) + " FROM " + table.quoted()
                + " AS t ORDER BY " + order + ") TO STDOUT";
        var measured = new Measured(out);
        var rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, measured);
        return new Content(table, rows, measured.bytes(), measured.sha256());
    }

    static List<Sequence> sequences(Connection connection) throws SQLException {
        return Statements.list(
                connection,
                SEQUENCES,
                row -> new Sequence(
                        row.getString("schemaname"), row.getString("sequencename"), row.getLong("last_value")));
    }

    /// Fills the tables of `header`, and makes those that no script has made. What belongs together may come in
    /// any order, and no trigger acts on it.
    static void read(Connection connection, ArchiveHeader header, InputStream in) throws SQLException, IOException {
        var there = Tables.all(connection).stream().map(Table::qualified).collect(Collectors.toSet());
        for (var content : header.tables()) {
            if (!there.contains(content.table().qualified())) {
                create(connection, content.table());
            }
        }
        var foreignKeys = Statements.list(
                connection, FOREIGN_KEYS, row -> new ForeignKey(row.getString("off"), row.getString("back")));
        for (var foreignKey : foreignKeys) {
            Statements.run(connection, foreignKey.off());
        }
        for (var content : header.tables()) {
            read(connection, content, in);
        }
        for (var foreignKey : foreignKeys) {
            Statements.run(connection, foreignKey.back());
        }
        for (var sequence : header.sequences()) {
            var _ = Statements.list(
                    connection,
                    SET_SEQUENCE,
                    row -> row.getLong(1),
                    sequence.lastValue(),
                    sequence.schema(),
                    sequence.name());
        }
    }

    private static void read(Connection connection, Content content, InputStream in) throws SQLException, IOException {
        var table = content.table();
        Statements.run(connection, "ALTER TABLE " + table.quoted() + " DISABLE TRIGGER USER");
        var names = table.columnNames().stream().map(Statements::identifier).collect(Collectors.joining(", "));
        var sql = "COPY " + table.quoted() + " (" + names + ") FROM STDIN";
        var _ = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new Portion(in, content.bytes()));
        Statements.run(connection, "ALTER TABLE " + table.quoted() + " ENABLE TRIGGER USER");
    }

    private static void create(Connection connection, Table table) throws SQLException {
        var columns = table.columns().stream()
                .map(column -> Statements.identifier(column.name()) + " " + column.type())
                .collect(Collectors.joining(", "));
        var key = table.key().isEmpty()
                ? ""
                : table.key().stream()
                        .map(Statements::identifier)
                        .collect(Collectors.joining(", ", ", PRIMARY KEY (", ")"));
        Statements.run(connection, "CREATE SCHEMA IF NOT EXISTS " + Statements.identifier(table.schema()));
        Statements.run(connection, "CREATE TABLE " + table.quoted() + " (" + columns + key + ")");
    }
}
