package com.openflyers.gateway.billing;

import java.time.LocalDate;

/// Money that came in, taken down by an operator.
///
/// @param reference of the transfer or the cheque, by which it can be found again
public record Payment(long cents, Method method, LocalDate receivedOn, String reference) {

    public enum Method {
        TRANSFER,
        CHEQUE,
        /// Set against a credit note; nobody records it.
        CREDIT
    }

    public Payment {
        if (cents <= 0) {
            throw new IllegalArgumentException("a payment is more than nothing");
        }
        if (reference.isBlank()) {
            throw new IllegalArgumentException("a payment has a reference");
        }
    }
}
