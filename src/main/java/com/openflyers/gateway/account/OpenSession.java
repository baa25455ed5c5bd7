package com.openflyers.gateway.account;

import java.time.Instant;

/// One browser that is logged in.
///
/// @param agent as it calls itself
/// @param here  whether it is the one that asks
public record OpenSession(Instant openedAt, Instant seenAt, String agent, String address, boolean here) {}
