package com.openflyers.gateway.migration;

/// Somebody else has moved the migration since it was read: whatever was to be committed with the change must not be.
final class Overtaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Overtaken(Migration read) {
        super("migration " + read.id() + " is not in " + read.state() + " any more", null, false, false);
    }
}
