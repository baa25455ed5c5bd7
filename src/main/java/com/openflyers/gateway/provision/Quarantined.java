package com.openflyers.gateway.provision;

/// A database that may be dropped; the proof is that only the transaction which has checked it makes one.
public final class Quarantined {

    private final long number;
    private final DatabaseName name;

    /// For [QuarantineRepository] alone.
    Quarantined(long number, DatabaseName name) {
        if (!name.inQuarantine()) {
            throw new IllegalArgumentException(name + " is not in quarantine");
        }
        this.number = number;
        this.name = name;
    }

    long number() {
        return number;
    }

    public DatabaseName name() {
        return name;
    }

    @Override
    public String toString() {
        return name.text();
    }
}
