package com.openflyers.gateway.fleet;

/// What became of the wish to take a node off the list.
public enum Deregistration {
    DONE,
    /// It was heard a moment ago and would come back.
    STILL_LIVE,
    UNKNOWN_NODE
}
