package com.openflyers.gateway.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// One gateway process as the others see it.
///
/// @param incarnation its run
/// @param silence     since it was last heard, by the database's clock
/// @param applied     revision up to which its table holds everything
/// @param ahead       by how much its clock was ahead of the database's then, negative if behind; the way of its
///                    message makes it seem slower than it is
public record Node(
        String name,
        UUID incarnation,
        String build,
        Instant startedAt,
        Duration silence,
        Liveness liveness,
        long applied,
        Duration ahead) {

    public enum Liveness {
        LIVE,
        SILENT
    }
}
