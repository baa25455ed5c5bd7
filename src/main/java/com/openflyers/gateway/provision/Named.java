package com.openflyers.gateway.provision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What people know a row by that is a number to the database, as far as its version's files say how.
public record Named(
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String aircraft,
        @Nullable String member) {}
