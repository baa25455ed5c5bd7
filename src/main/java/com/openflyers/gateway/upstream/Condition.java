package com.openflyers.gateway.upstream;

/// What is thought of a server at one instant.
public enum Condition {
    /// Not asked yet; takes requests, as nothing speaks against it.
    UNCHECKED,
    HEALTHY,
    /// Came back a moment ago; takes a growing share.
    WARMING,
    /// Out for a time because its requests failed.
    EJECTED,
    /// Out until a check passes: it refused a connection, or its checks failed.
    DOWN;

    /// Whether a check once passed and nothing has spoken against the server since.
    public boolean healthy() {
        return this == HEALTHY || this == WARMING;
    }
}
