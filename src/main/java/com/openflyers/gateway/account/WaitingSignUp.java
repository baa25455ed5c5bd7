package com.openflyers.gateway.account;

import java.time.Instant;
import java.util.Optional;

/// A sign-up that was confirmed, and whose space is not there yet.
///
/// @param trouble why, for an operator; empty before the first failure
public record WaitingSignUp(
        String name,
        String club,
        String version,
        String contactEmail,
        Instant confirmedAt,
        int attempts,
        Optional<String> trouble) {}
