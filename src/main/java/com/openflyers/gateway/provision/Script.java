package com.openflyers.gateway.provision;

/// One script, as it lies in its file.
///
/// @param name   of the file
/// @param sha256 of its content, in hexadecimal
public record Script(String name, String sql, String sha256) {}
