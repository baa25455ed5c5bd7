package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;

/// A request that the edge answers itself, thrown where the fault is seen and caught where answers are made.
///
/// Carries no stack trace: it is a value that travels, made for every bad request of an attacker.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Cause reason;

    Refusal(Cause reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    Cause reason() {
        return reason;
    }

    /// What a fault found by the decoder means for the client.
    static Cause reasonOf(Throwable fault) {
        return fault instanceof Refusal refusal ? refusal.reason() : Cause.BAD_REQUEST;
    }
}
