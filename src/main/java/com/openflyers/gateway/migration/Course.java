package com.openflyers.gateway.migration;

import com.openflyers.gateway.registry.Engine;

/// Which way through the states a migration takes.
///
/// @param engine who makes the databases: with [Engine#MANUAL] an operator copies by hand
public record Course(Purpose purpose, Engine engine) {

    public enum Purpose {
        /// A trial on a copy: the space is held only while the copy is taken.
        REHEARSAL,
        CUTOVER,
        /// The way back after a switch.
        REVERSE
    }

    boolean isManual() {
        return engine == Engine.MANUAL;
    }
}
