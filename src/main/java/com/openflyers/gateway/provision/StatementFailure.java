package com.openflyers.gateway.provision;

import java.sql.SQLException;

/// A statement in a space's database failed for no reason that its workflow knows.
public final class StatementFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private StatementFailure(DatabaseName database, SQLException cause) {
        super(database + ": " + cause.getMessage(), cause);
    }

    /// An [Obstacle] if it is one.
    static RuntimeException of(SQLException failure, DatabaseName database) {
        return Obstacle.of(failure, database) instanceof Obstacle obstacle
                ? obstacle
                : new StatementFailure(database, failure);
    }
}
