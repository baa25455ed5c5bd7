package com.openflyers.gateway.provision;

/// Reads a side of the ledger. Blocks.
public final class LedgerWorkflow {
    public Ledger take(DatabaseName database, String from, String to, Ledger.Side side) {
        throw new UnsupportedOperationException();
    }
}
