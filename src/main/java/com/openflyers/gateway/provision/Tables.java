package com.openflyers.gateway.provision;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The tables of a database that a version made; the gateway's own are left out. Blocks.
final class Tables {

    /// A column as it is declared.
    record Column(String name, String type) {}

    /// @param key names of the primary key's columns; empty without one
    record Table(String schema, String name, List<Column> columns, List<String> key) {

        String qualified() {
            return schema + "." + name;
        }

        String quoted() {
            return Statements.identifier(schema) + "." + Statements.identifier(name);
        }

        List<String> columnNames() {
            return columns.stream().map(Column::name).toList();
        }
    }

    /// Without generated columns: their values follow from the others. A partition's rows are its parent's.
    private static final String ALL = """
            SELECT n.nspname AS schema, c.relname AS name,
                   ARRAY(SELECT a.attname::text
                           FROM pg_attribute a
                          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                          ORDER BY a.attnum) AS columns,
                   ARRAY(SELECT format_type(a.atttypid, a.atttypmod)
                           FROM pg_attribute a
                          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                          ORDER BY a.attnum) AS types,
                   ARRAY(SELECT a.attname::text
                           FROM pg_index i
                                CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
                                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                          WHERE i.indrelid = c.oid AND i.indisprimary AND k.place <= i.indnkeyatts
                          ORDER BY k.place) AS key
              FROM pg_class c
                   JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p')
                   AND NOT c.relispartition
                   AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'gateway_birth')
                   AND n.nspname NOT LIKE 'pg\\_%'
                   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
             ORDER BY n.nspname, c.relname
            """;

    private Tables() {}

    static List<Table> all(Connection connection) throws SQLException {
        return Statements.list(connection, ALL, Tables::from);
    }

    /// A list of columns of `alias`.
    static String columns(String alias, List<String> names) {
        return names.stream()
                .map(name -> alias + "." + Statements.identifier(name))
                .collect(Collectors.joining(", "));
    }

    private static Table from(ResultSet row) throws SQLException {
        var names = texts(row.getArray("columns"));
        var types = texts(row.getArray("types"));
        var columns = IntStream.range(0, names.size())
                .mapToObj(i -> new Column(names.get(i), types.get(i)))
                .toList();
        return new Table(row.getString("schema"), row.getString("name"), columns, texts(row.getArray("key")));
    }

    static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
    }
}
