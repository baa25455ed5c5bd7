package com.openflyers.gateway.provision;

import io.vertx.sqlclient.Row;

/// What the catalogue says of a database.
///
/// @param mark what [CopyWorkflow] noted of its origin; empty for one that it did not make
public record DatabaseFacts(DatabaseName name, String owner, boolean allowsConnections, String mark) {

    static DatabaseFacts from(Row row) {
        return new DatabaseFacts(
                new DatabaseName(row.getString("name")),
                row.getString("owner"),
                row.getBoolean("allows_connections"),
                row.getString("mark"));
    }
}
