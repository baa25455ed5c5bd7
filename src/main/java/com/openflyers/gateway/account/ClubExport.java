package com.openflyers.gateway.account;

import io.vertx.core.json.JsonObject;

/// What another feature adds to the file with all data of a club.
@FunctionalInterface
public interface ClubExport {

    /// By names that no other feature uses; nothing of another club.
    JsonObject of(Account account);
}
