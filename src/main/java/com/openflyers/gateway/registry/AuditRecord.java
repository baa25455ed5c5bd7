package com.openflyers.gateway.registry;

import java.time.Instant;

/// An act that was remembered.
public record AuditRecord(long id, Instant at, AuditEntry entry) {}
