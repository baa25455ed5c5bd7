package com.openflyers.gateway.provision;

import java.util.Map;

/// What a database holds: of each table the number of rows and a hash of them, whatever their order.
///
/// @param tables by `<schema>.<table>`
public record Fingerprint(Map<String, Content> tables) {

    public record Content(long rows, String hash) {}

    public Fingerprint {
        tables = Map.copyOf(tables);
    }
}
