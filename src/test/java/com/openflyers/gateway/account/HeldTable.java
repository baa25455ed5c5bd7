package com.openflyers.gateway.account;

import com.openflyers.gateway.testing.Futures;
import java.sql.Connection;
import java.sql.SQLException;

/// A table that its holder keeps others from: whoever needs it stands still there, and can be killed.
final class HeldTable implements AutoCloseable {

    private final Connection connection;
    private final String table;

    /// Waits for those who are at it.
    ///
    /// @param connection which is closed with it
    /// @param mode       of PostgreSQL, such as `SHARE ROW EXCLUSIVE`, which keeps others from writing
    HeldTable(Connection connection, String table, String mode) {
        this.connection = connection;
        this.table = table;
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var _ = statement.execute("LOCK TABLE " + table + " IN " + mode + " MODE");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    void awaitSomebody() {
        Futures.until("somebody waits for " + table, () -> waiting() > 0);
    }

    /// Has PostgreSQL notice that whoever waits is dead, which it otherwise does after the statement they wait in.
    void bury() {
        var _ = count("count(pg_terminate_backend(pid))");
        Futures.until("whoever waited for " + table + " is gone", () -> waiting() == 0);
    }

    private int waiting() {
        return count("count(*)");
    }

    /// Of this database: tables of others may have the same number, and those of the server are everybody's.
    private int count(String what) {
        var query = """
                SELECT %s
                  FROM pg_locks
                 WHERE NOT granted AND relation = '%s'::regclass
                       AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())
                """.formatted(what, table);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getInt(1) : 0;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// Lets others to it.
    void release() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try (connection) {
            release();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
