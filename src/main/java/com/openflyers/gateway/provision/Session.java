package com.openflyers.gateway.provision;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Optional;

/// One session in a database.
///
/// @param state          `active`, `idle`, `idle in transaction`…; empty if the gateway's role may not see it
/// @param transactionAge of the open transaction; empty without one, or if the gateway's role may not see it
/// @param wrote          whether its transaction has a number of its own, which it gets with its first write
/// @param superuser      whether only a superuser may end it
/// @param own            whether it is by the role of the gateway itself
/// @param background     whether it is one of the server's own, such as autovacuum, that gives way by itself
public record Session(
        int pid,
        String application,
        String user,
        Optional<String> state,
        Optional<Duration> transactionAge,
        boolean wrote,
        boolean superuser,
        boolean own,
        boolean background) {

    static Session from(Row row) {
        return new Session(
                row.getInteger("pid"),
                row.getString("application"),
                row.getString("user_name"),
                Optional.ofNullable(row.getString("state")),
                Optional.ofNullable(row.getLong("transaction_millis")).map(Duration::ofMillis),
                row.getBoolean("wrote"),
                row.getBoolean("superuser"),
                row.getBoolean("own"),
                row.getBoolean("background"));
    }
}
