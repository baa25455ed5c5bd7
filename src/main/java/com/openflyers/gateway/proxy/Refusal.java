package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

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
        return switch (fault) {
            case Refusal refusal -> refusal.reason();
            case TooLongHttpLineException _ -> Cause.URI_TOO_LONG;
            case TooLongHttpHeaderException _ -> Cause.HEAD_TOO_LARGE;
            default -> fault.getCause() instanceof Refusal inner ? inner.reason() : Cause.BAD_REQUEST;
        };
    }
}
