package com.openflyers.gateway.billing;

import java.time.LocalDate;

/// Money that came in, taken down by an operator; or, below zero, what of it has turned out not to have.
///
/// @param reference of the transfer or the cheque, by which it can be found again
/// @param reason    why it is taken back; empty for money that came in
public record Payment(long cents, Method method, LocalDate receivedOn, String reference, String reason) {

    public enum Method {
        TRANSFER,
        CHEQUE,
        /// Set against a credit note; nobody records it.
        CREDIT
    }

    public Payment {
        if (cents == 0) {
            throw new IllegalArgumentException("a payment is more than nothing");
        }
        if (reference.isBlank()) {
            throw new IllegalArgumentException("a payment has a reference");
        }
        if (cents < 0 == reason.isBlank()) {
            throw new IllegalArgumentException("a payment that is taken back has a reason, and no other one");
        }
    }

    public Payment(long cents, Method method, LocalDate receivedOn, String reference) {
        this(cents, method, receivedOn, reference, "");
    }

    /// Whether it is about the same transfer or cheque.
    boolean isOf(Payment other) {
        return method == other.method && reference.equals(other.reference);
    }
}
