package com.openflyers.gateway.provision;

import java.util.Map;

/// What a database holds, as a number of rows and a hash of them for each table, whatever their order.
public record Fingerprint(Map<String, TableFingerprint> tables) {
    public record TableFingerprint(long rows, String hash) {}
}
