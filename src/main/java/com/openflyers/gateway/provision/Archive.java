package com.openflyers.gateway.provision;

import java.nio.file.Path;
import java.time.Instant;

/// A file with all rows of a database, which was restored and counted when it was made.
///
/// @param database what it is an archive of, whatever copy was read
/// @param sha256   of the file, in hexadecimal
/// @param rows     of all tables
public record Archive(DatabaseName database, String version, Path file, String sha256, long rows, Instant madeAt) {}
