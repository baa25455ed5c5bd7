package com.openflyers.gateway.provision;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/// Who may do what in a database, and its settings: what a copy of it has wrong or lacks. Inside that database, as
/// its owner. Blocks.
final class Admission {

    /// Stored as lists of quoted names; in quotes, such a list would be one name.
    private static final Set<String> LISTS = Set.of(
            "search_path",
            "temp_tablespaces",
            "local_preload_libraries",
            "session_preload_libraries",
            "shared_preload_libraries",
            "unix_socket_directories");

    /// Of tables, views and sequences, to everybody but the owner; column by column too.
    private static final String GRANTED = """
            SELECT DISTINCT format('REVOKE ALL ON %s %I.%I FROM %s',
                                   CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, n.nspname, c.relname,
                                   coalesce(quote_ident(r.rolname), 'PUBLIC')) AS statement
              FROM pg_class c
                   JOIN pg_namespace n ON n.oid = c.relnamespace
                   CROSS JOIN LATERAL (SELECT grantee
                                         FROM aclexplode(c.relacl)
                                        UNION
                                       SELECT it.grantee
                                         FROM pg_attribute a
                                              CROSS JOIN LATERAL aclexplode(a.attacl) AS it
                                        WHERE a.attrelid = c.oid) AS granted
                   LEFT JOIN pg_roles r ON r.oid = granted.grantee
             WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
                   AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                   AND granted.grantee <> c.relowner
                   AND pg_has_role(c.relowner, 'USAGE')
             ORDER BY statement
            """;

    private static final String SETTINGS = """
            SELECT split_part(setting, '=', 1) AS name, substr(setting, strpos(setting, '=') + 1) AS value
              FROM pg_db_role_setting s
                   JOIN pg_database d ON d.oid = s.setdatabase
                   CROSS JOIN LATERAL unnest(s.setconfig) AS setting
             WHERE d.datname = ? AND s.setrole = 0
             ORDER BY name
            """;

    private record Setting(String name, String value) {}

    private Admission() {}

    static void revokeAll(Connection connection) throws SQLException {
        for (var statement : Statements.list(connection, GRANTED, row -> row.getString("statement"))) {
            Statements.run(connection, statement);
        }
    }

    static void admit(Connection connection, DatabaseName database, String role) throws SQLException {
        Statements.run(connection, """
                REVOKE ALL ON DATABASE %1$s FROM PUBLIC;
                GRANT CONNECT ON DATABASE %1$s TO %2$s
                """.formatted(database.quoted(), Statements.identifier(role)));
    }

    static void applySettings(Connection connection, DatabaseName database, DatabaseName like) throws SQLException {
        var settings = Statements.list(
                connection, SETTINGS, row -> new Setting(row.getString("name"), row.getString("value")), like.text());
        for (var setting : settings) {
            var value = LISTS.contains(setting.name()) ? setting.value() : Statements.literal(setting.value());
            Statements.run(
                    connection, "ALTER DATABASE " + database.quoted() + " SET " + setting.name() + " TO " + value);
        }
    }
}
