package com.openflyers.gateway.fleet;

/// How many of the live nodes have applied a revision.
public record Reached(int applied, int live) {

    public boolean byAll() {
        return applied >= live;
    }
}
