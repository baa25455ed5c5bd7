package com.openflyers.gateway.provision;

/// One script of a conversion.
public record Script(String name, String sql, String sha256) {}
