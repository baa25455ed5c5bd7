package com.openflyers.gateway.registry;

/// How far a version is: what a club may be offered.
public enum Channel {
    STABLE,
    BETA,
    ALPHA
}
