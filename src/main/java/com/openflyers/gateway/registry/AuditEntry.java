package com.openflyers.gateway.registry;

import io.vertx.core.json.JsonObject;

/// One act, to be remembered.
///
/// @param actor  who did it
/// @param action such as `pointer.put`
/// @param target such as `space/aeroclub`
/// @param detail whatever explains it; never a secret
public record AuditEntry(String actor, String action, String target, JsonObject detail) {}
