package com.openflyers.gateway.mail;

/// What became of one attempt.
sealed interface Delivery {

    record Accepted() implements Delivery {}

    /// May go well another time: the server is away, busy, or not set up as it should be.
    record Postponed(String reason) implements Delivery {}

    /// This mail to this recipient will never be taken.
    record Refused(String reason) implements Delivery {}
}
