package com.openflyers.gateway.provision;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// JDBC in one line each. Blocks.
final class Statements {

    interface Rows<T> {
        T next(ResultSet row) throws SQLException;
    }

    /// Of one transaction.
    interface Work<T> {
        T run() throws SQLException;
    }

    private Statements() {}

    static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// @return how many rows there were
    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    static <T> List<T> list(Connection connection, String sql, Rows<T> rows, Object... values) throws SQLException {
        try (var statement = prepare(connection, sql, values);
                var result = statement.executeQuery()) {
            var list = new ArrayList<T>();
            while (result.next()) {
                list.add(rows.next(result));
            }
            return list;
        }
    }

    static <T> Optional<T> first(Connection connection, String sql, Rows<T> rows, Object... values)
            throws SQLException {
        return list(connection, sql, rows, values).stream().findFirst();
    }

    /// One transaction: whatever fails in it leaves nothing.
    static <T> T transaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            var result = work.run();
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    /// As a literal of SQL.
    static String literal(String text) {
        if (text.indexOf('\\') >= 0) {
            return " E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
        }
        return "'" + text.replace("'", "''") + "'";
    }

    /// As an identifier of SQL.
    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
