package com.openflyers.gateway.provision;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;

/// Why a database could not be renamed, copied or reopened; the message is a sentence for an operator.
///
/// A failure and not a value, because the statement that met it has spoilt its transaction: there is nothing left
/// to do in it but roll back.
public final class Obstacle extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Kind {
        /// Sessions or prepared transactions use it.
        IN_USE,
        /// The statement had to wait for longer than it may, for sessions to end or for a copy of it.
        TIMED_OUT,
        /// There is no database of that name: somebody else has moved it on.
        GONE,
        /// There is one of the new name already.
        NAME_TAKEN,
        /// The gateway's role may not.
        FORBIDDEN,
        /// The server has no disk left.
        DISK_FULL
    }

    private final Kind kind;

    Obstacle(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    private Obstacle(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /// What `failure` says of `database`; a failure that is no obstacle, as it is.
    static Throwable of(Throwable failure, DatabaseName database) {
        return switch (failure) {
            case PgException refused -> of(refused, refused.getSqlState(), detailed(refused), database);
            case SQLException refused ->
                of(refused, String.valueOf(refused.getSQLState()), String.valueOf(refused.getMessage()), database);
            default -> failure;
        };
    }

    private static Throwable of(Throwable failure, String state, String said, DatabaseName database) {
        return switch (state) {
            case "55006" -> new Obstacle(Kind.IN_USE, database + " is in use: " + said, failure);
            case "57014", "55P03" ->
                new Obstacle(Kind.TIMED_OUT, database + " did not become free in time: " + said, failure);
            case "3D000" -> new Obstacle(Kind.GONE, "there is no database " + database, failure);
            case "42P04", "23505" -> new Obstacle(Kind.NAME_TAKEN, "the name is taken: " + said, failure);
            case "42501" ->
                new Obstacle(Kind.FORBIDDEN, "the gateway's role may not act on " + database + ": " + said, failure);
            case "53100" -> new Obstacle(Kind.DISK_FULL, "PostgreSQL has no disk left: " + said, failure);
            default -> failure;
        };
    }

    private static String detailed(PgException refused) {
        var detail = refused.getDetail();
        return refused.getErrorMessage() + (detail == null ? "" : " (" + detail + ")");
    }
}
