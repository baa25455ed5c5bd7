package com.openflyers.gateway.registry;

import java.time.Instant;

/// A flip that happened.
public record FlipRecord(long revision, Instant at, String by, String previous, String version, String reason) {}
