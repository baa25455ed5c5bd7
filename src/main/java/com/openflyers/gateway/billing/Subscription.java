package com.openflyers.gateway.billing;

import java.time.Instant;
import java.time.LocalDate;

/// What a production space costs, and since when.
///
/// @param version    that the price is of
/// @param validFrom  since when the price holds
/// @param yearly     in cents, without VAT
/// @param billedYear the last calendar year that is invoiced
public record Subscription(
        String space, Instant startedAt, int billedYear, String version, LocalDate validFrom, long yearly) {}
