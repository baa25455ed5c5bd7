package com.openflyers.gateway.registry;

import com.openflyers.gateway.route.Closure;

/// The wish to close a space's gate.
///
/// @param reason for operators
/// @param by     who wants it
public record Closing(Closure closure, String reason, String by) {}
