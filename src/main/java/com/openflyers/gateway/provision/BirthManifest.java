package com.openflyers.gateway.provision;

import com.openflyers.gateway.provision.ManifestWorkflow.Changes;
import com.openflyers.gateway.provision.Tables.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The statements about the note of a database's birth. Inside that database. Blocks.
final class BirthManifest {

    /// A table as it was noted.
    record Noted(long rows, String hash) {}

    private record Change(String key, String kind) {}

    /// For tables whose rows have a key, [#ROWS] says more.
    private static final String KEEP_TABLE = """
            INSERT INTO gateway_birth.relation (name, rows, hash)
            VALUES (?, ?, ?)
            """;

    private static final String KEEP_ROWS = """
            INSERT INTO gateway_birth.row (relation, key, hash)
            SELECT {relation}, key, hash
              FROM ({rows}) AS now
            """;

    private static final String ROWS = """
            SELECT jsonb_build_array({key})::text AS key, md5(ROW({columns})::text)::uuid AS hash
              FROM {table} AS t
            """;

    private static final String CHANGES = """
            SELECT key, CASE WHEN birth.hash IS NULL THEN 'inserted'
                             WHEN now.hash IS NULL THEN 'deleted'
                             ELSE 'changed' END AS kind
              FROM (SELECT key, hash FROM gateway_birth.row WHERE relation = {relation}) AS birth
                   FULL JOIN ({rows}) AS now USING (key)
             WHERE birth.hash IS DISTINCT FROM now.hash
             ORDER BY key
            """;

    private static final String KEYS = """
            SELECT key
              FROM gateway_birth.row
             WHERE relation = ?
             ORDER BY key
            """;

    /// What rows are known by that may be gone one day.
    private static final String KEEP_NAMES = """
            INSERT INTO gateway_birth.named (relation, key, start_at, end_at, aircraft, member)
            SELECT relation, key, start_at, end_at, aircraft, member
              FROM (
            {script}
                   ) AS named
            """;

    /// The script's rows, of those that somebody has written and not deleted.
    private static final String NAMED = """
            SELECT key, start_at, end_at, aircraft, member
              FROM (
            {script}
                   ) AS named
             WHERE relation = ? AND key = ANY (?)
            """;

    private static final String NAMED_AT_BIRTH = """
            SELECT key, start_at, end_at, aircraft, member
              FROM gateway_birth.named
             WHERE relation = ? AND key = ANY (?)
            """;

    private static final String HAS_NAMES = "SELECT to_regclass('gateway_birth.named') IS NOT NULL AS has";

    /// More than anybody reads.
    private static final int MOST_NAMED = 1_000;

    private record KeyNamed(String key, Named named) {}

    private BirthManifest() {}

    static void clear(Connection connection) throws SQLException {
        Statements.run(connection, "TRUNCATE gateway_birth.relation, gateway_birth.row, gateway_birth.named");
    }

    /// @return the number of rows
    static long note(Connection connection, Table table) throws SQLException {
        var content = ManifestWorkflow.content(connection, table);
        var _ = Statements.update(connection, KEEP_TABLE, table.qualified(), content.rows(), content.hash());
        if (!table.key().isEmpty()) {
            Statements.run(connection, of(KEEP_ROWS, table));
        }
        return content.rows();
    }

    static void noteNames(Connection connection, Script script) throws SQLException {
        Statements.run(connection, KEEP_NAMES.replace("{script}", script.sql()));
    }

    static Map<String, Noted> noted(Connection connection) throws SQLException {
        var noted = new TreeMap<String, Noted>();
        var _ = Statements.list(
                connection,
                "SELECT name, rows, hash FROM gateway_birth.relation",
                row -> noted.put(row.getString("name"), new Noted(row.getLong("rows"), row.getString("hash"))));
        return noted;
    }

    static Changes changes(Connection connection, Table table, Noted birth) throws SQLException {
        if (table.key().isEmpty()) {
            var content = ManifestWorkflow.content(connection, table);
            var same = content.rows() == birth.rows() && content.hash().equals(birth.hash());
            return new Changes(List.of(), same ? List.of() : List.of(Changes.NO_KEY), List.of());
        }
        var changes = Statements.list(
                connection, of(CHANGES, table), row -> new Change(row.getString("key"), row.getString("kind")));
        return new Changes(keys(changes, "inserted"), keys(changes, "changed"), keys(changes, "deleted"));
    }

    /// Of a table that was not there.
    static Changes allInserted(Connection connection, Table table) throws SQLException {
        return changes(connection, table, new Noted(0, "0"));
    }

    /// Of a table that is not there any more.
    static Changes allDeleted(Connection connection, String table) throws SQLException {
        var keys = Statements.list(connection, KEYS, row -> row.getString("key"), table);
        return new Changes(List.of(), List.of(), keys.isEmpty() ? List.of(Changes.NO_KEY) : keys);
    }

    static Changes named(Connection connection, Script script, String table, Changes changes) throws SQLException {
        var named = new HashMap<String, Named>();
        var there = Stream.concat(changes.inserted().stream(), changes.changed().stream());
        name(connection, NAMED.replace("{script}", script.sql()), table, there, named);
        // Databases of former builds have noted none.
        if (Statements.first(connection, HAS_NAMES, row -> row.getBoolean("has"))
                .orElseThrow()) {
            name(connection, NAMED_AT_BIRTH, table, changes.deleted().stream(), named);
        }
        return new Changes(changes.inserted(), changes.changed(), changes.deleted(), named);
    }

    private static void name(
            Connection connection, String sql, String table, Stream<String> keys, Map<String, Named> named)
            throws SQLException {
        var some = connection.createArrayOf("text", keys.limit(MOST_NAMED).toArray(String[]::new));
        Statements.list(connection, sql, BirthManifest::named, table, some)
                .forEach(row -> named.put(row.key(), row.named()));
    }

    private static KeyNamed named(ResultSet row) throws SQLException {
        return new KeyNamed(
                row.getString("key"),
                new Named(
                        instant(row, "start_at"),
                        instant(row, "end_at"),
                        row.getString("aircraft"),
                        row.getString("member")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static String of(String statement, Table table) {
        var rows = ROWS.replace("{key}", Tables.columns("t", table.key()))
                .replace("{columns}", Tables.columns("t", table.columnNames()))
                .replace("{table}", table.quoted());
        return statement
                .replace("{relation}", Statements.literal(table.qualified()))
                .replace("{rows}", rows);
    }

    private static List<String> keys(List<Change> changes, String kind) {
        return changes.stream()
                .filter(change -> change.kind().equals(kind))
                .map(Change::key)
                .collect(Collectors.toList());
    }
}
