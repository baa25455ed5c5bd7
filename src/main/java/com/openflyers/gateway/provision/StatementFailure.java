package com.openflyers.gateway.provision;

import com.openflyers.gateway.db.SqlStates;
import java.sql.SQLException;

/// A statement in a space's database failed for no reason that its workflow knows.
public final class StatementFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean outage;

    private StatementFailure(DatabaseName database, SQLException cause) {
        super(database + ": " + cause.getMessage(), cause);
        this.outage = SqlStates.isOutage(cause);
    }

    /// Whether PostgreSQL was out of reach: then the same statement may work later.
    public boolean mayPass() {
        return outage;
    }

    /// Of a statement about a database: an [Obstacle] if it is one.
    static RuntimeException about(SQLException failure, DatabaseName database) {
        return Obstacle.of(failure, database) instanceof Obstacle obstacle
                ? obstacle
                : new StatementFailure(database, failure);
    }

    /// Of a statement inside a database, where most states speak of its rows: an [Obstacle] only if the database is
    /// gone, or the disk full.
    static RuntimeException inside(SQLException failure, DatabaseName database) {
        return switch (String.valueOf(failure.getSQLState())) {
            case "3D000", "53100" -> about(failure, database);
            default -> new StatementFailure(database, failure);
        };
    }
}
