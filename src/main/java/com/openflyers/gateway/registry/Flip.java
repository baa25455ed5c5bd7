package com.openflyers.gateway.registry;

/// The wish to move a space's pointer.
///
/// @param by     who wants it, for history
/// @param reason a sentence for whoever reads the history; may be empty
public record Flip(String space, String version, Expected expected, String by, String reason) {}
