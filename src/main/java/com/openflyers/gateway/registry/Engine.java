package com.openflyers.gateway.registry;

/// Who makes and names the databases of a version's spaces.
public enum Engine {
    /// The gateway: each space has a database of its own, and each request says which.
    POSTGRESQL,
    /// Nobody here: the version finds its data itself, as the real 1.3.1 does.
    MANUAL
}
