package com.openflyers.gateway.account;

/// An account as operators see it.
///
/// @param entered whether somebody has chosen a password
public record AccountEntry(Account account, boolean entered) {}
