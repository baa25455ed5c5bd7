package com.openflyers.gateway.provision;

import java.sql.Connection;
import java.sql.SQLException;

/// The schema `gateway_birth` inside a converted database: what made it and what it held then. No version's role
/// sees it.
final class BirthSchema {

    private static final String CREATE = """
            CREATE SCHEMA IF NOT EXISTS gateway_birth;
            CREATE TABLE IF NOT EXISTS gateway_birth.script (
                pair text NOT NULL, name text NOT NULL, sha256 text NOT NULL, millis bigint NOT NULL,
                PRIMARY KEY (pair, name)
            );
            CREATE TABLE IF NOT EXISTS gateway_birth.relation (
                name text PRIMARY KEY, rows bigint NOT NULL, hash text NOT NULL
            );
            CREATE TABLE IF NOT EXISTS gateway_birth.row (
                relation text NOT NULL, key text NOT NULL, hash uuid NOT NULL
            );
            CREATE TABLE IF NOT EXISTS gateway_birth.named (
                relation text NOT NULL, key text NOT NULL, start_at timestamptz, end_at timestamptz, aircraft text,
                member text
            )
            """;

    private BirthSchema() {}

    static void create(Connection connection) throws SQLException {
        var _ = Statements.transaction(connection, () -> {
            lock(connection);
            Statements.run(connection, CREATE);
            return true;
        });
    }

    /// Until the end of the transaction: one at a time works in a database.
    static void lock(Connection connection) throws SQLException {
        Statements.run(connection, "SELECT pg_advisory_xact_lock(hashtextextended('gateway_birth', 0))");
    }
}
