package com.openflyers.gateway.mail;

import java.time.Duration;

/// How much is not delivered.
///
/// @param oldest how long the one that waits longest has been waiting; zero when none does
record Backlog(long waiting, long dead, Duration oldest) {

    static final Backlog NONE = new Backlog(0, 0, Duration.ZERO);
}
