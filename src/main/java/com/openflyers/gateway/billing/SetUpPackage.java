package com.openflyers.gateway.billing;

import java.time.Instant;
import java.util.Optional;

/// A set-up package ("forfait paramétrage"): paid help with the settings of a space.
///
/// @param wishes  what the club wrote
/// @param by      the account that ordered it
/// @param cents   as quoted, without VAT; empty before
/// @param invoice its number; empty before the quote is accepted
public record SetUpPackage(
        long id,
        long club,
        String clubName,
        String wishes,
        State state,
        String by,
        Instant orderedAt,
        Optional<Long> cents,
        Instant changedAt,
        Optional<String> invoice) {

    public enum State {
        ORDERED,
        QUOTED,
        /// And invoiced.
        ACCEPTED,
        DONE,
        DECLINED;

        /// A club has one of these at a time.
        public boolean isOpen() {
            return this == ORDERED || this == QUOTED || this == ACCEPTED;
        }
    }
}
