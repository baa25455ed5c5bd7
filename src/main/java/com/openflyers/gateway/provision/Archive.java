package com.openflyers.gateway.provision;

import java.nio.file.Path;
import java.time.Instant;

/// A file with all rows of a database, restored and counted when it was made.
public record Archive(String database, String version, Path file, String sha256, long rows, Instant madeAt) {}
