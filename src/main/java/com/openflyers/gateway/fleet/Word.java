package com.openflyers.gateway.fleet;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a registered node has said of one space.
///
/// @param silence since the node was last heard
/// @param said    null if its present run has said nothing of the space
public record Word(String node, Duration silence, @Nullable Acknowledgement said) {

    /// Requests that wait at the node's gate, as far as it has said.
    public long held() {
        return said == null ? 0 : said.held();
    }

    /// Whether the node's gate was closed at that revision and nothing is in flight any more.
    boolean isDrained(long revision) {
        return said != null && said.revision() >= revision && said.closed() && said.inFlight() == 0;
    }

    boolean hasReached(long revision) {
        return said != null && said.revision() >= revision;
    }
}
