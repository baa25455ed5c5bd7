package com.openflyers.gateway.fleet;

/// How many of the live nodes have applied a revision.
public record Reached(int applied, int live) {

    /// False while there is no live node: whoever asks is one, and does not see even itself.
    public boolean byAll() {
        return live > 0 && applied >= live;
    }
}
