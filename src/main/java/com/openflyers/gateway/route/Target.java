package com.openflyers.gateway.route;

/// Where a request of a space goes at one instant: the space and its live version, read together.
///
/// Holding both in one value keeps a reader from pairing the space of one revision with the version of another.
/// The version's content may still be renewed under it ([LiveVersion]), which changes addresses, not meaning.
public record Target(Space space, LiveVersion live) {

    public Version version() {
        return live.version();
    }
}
