package com.openflyers.gateway.db;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;

/// What a failed statement says in its SQLSTATE (PostgreSQL manual, appendix A).
public final class SqlStates {

    private SqlStates() {}

    /// Likewise, for work that does more than ask PostgreSQL: only what comes from a connection counts, so that a bug
    /// of ours does not hide behind the registry.
    public static boolean isOutage(Throwable failure) {
        return switch (failure) {
            case PgException refused -> isUnavailable(refused);
            case SQLException refused -> refused.getSQLState() == null || isUnavailable(refused.getSQLState());
            case VertxException _, IOException _, TimeoutException _ -> true;
            default -> false;
        };
    }

    /// Whether the fault lies in reaching PostgreSQL and not in what was asked: the same statement may work later.
    ///
    /// Covers class 08 (connection), 57 (being stopped or started, or out of time), 53 (out of something), 25006 (a
    /// standby), and whatever failed without an answer.
    public static boolean isUnavailable(Throwable failure) {
        if (!(failure instanceof PgException refused)) {
            return !(failure instanceof IllegalArgumentException);
        }
        return isUnavailable(refused.getSqlState());
    }

    /// Whether the server ended the transaction because it and another waited for each other.
    public static boolean isDeadlock(Throwable failure) {
        return failure instanceof PgException refused && refused.getSqlState().equals("40P01");
    }

    /// Whether the statement took longer than it may, or somebody cancelled it.
    public static boolean isTimeout(Throwable failure) {
        return failure instanceof PgException refused && refused.getSqlState().equals("57014");
    }

    /// Whether the server refused a row because another one has what the constraint lets only one have.
    public static boolean isTaken(Throwable failure, String constraint) {
        return failure instanceof PgException refused
                && refused.getSqlState().equals("23505")
                && constraint.equals(refused.getConstraint());
    }

    private static boolean isUnavailable(String state) {
        return state.startsWith("08") || state.startsWith("57") || state.startsWith("53") || state.equals("25006");
    }
}
