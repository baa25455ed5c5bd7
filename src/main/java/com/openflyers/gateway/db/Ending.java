package com.openflyers.gateway.db;

/// How a transaction ends when its work went well.
public enum Ending {
    COMMIT,
    /// Rolled back although all went well: a dry run, which meets every check and leaves nothing.
    ROLLBACK
}
