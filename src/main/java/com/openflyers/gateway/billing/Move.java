package com.openflyers.gateway.billing;

import java.time.Instant;

/// A space goes from one version to another, or back.
///
/// @param at    from when on the other version's price holds
/// @param cause of the invoice, such as `migration 12`
/// @param cents that the club has accepted to pay for the migration itself; 0 for a free one
public record Move(String space, String from, String to, Instant at, String cause, long cents) {}
