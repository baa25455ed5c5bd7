package com.openflyers.gateway.provision;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.provision.Ledger.Check;
import com.openflyers.gateway.provision.Ledger.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one side of the ledger, in a copy: the fenced original takes no connections. Blocks.
public final class LedgerWorkflow {

    private record Entry(String key, String value) {}

    private final Cluster cluster;
    private final VersionFiles files;

    public LedgerWorkflow(DatabaseSettings settings, ProvisionSettings provision) {
        this.cluster = new Cluster(settings);
        this.files = new VersionFiles(provision.migrations());
    }

    /// @param from    version before the scripts
    /// @param to      version after them
    /// @param longest what one query may take
    public Ledger take(DatabaseName database, String from, String to, Side side, Duration longest) {
        var plan = files.ledger(from, to);
        try (var connection = cluster.connect(database, longest)) {
            connection.setReadOnly(true);
            var checks = new LinkedHashMap<String, Check>();
            for (var query : plan.checks()) {
                var sql = switch (side) {
                    case BEFORE -> query.before();
                    case AFTER -> query.after();
                };
                checks.put(query.name(), new Check(query.rule(), read(connection, sql)));
            }
            Map<String, String> orphans = switch (side) {
                case BEFORE -> Map.of();
                case AFTER -> read(connection, plan.orphans());
            };
            return new Ledger(checks, orphans);
        } catch (SQLException e) {
            throw StatementFailure.inside(e, database);
        }
    }

    private static Map<String, String> read(Connection connection, String sql) throws SQLException {
        var values = new LinkedHashMap<String, String>();
        for (var entry : Statements.list(
                connection, sql, row -> new Entry(text(row.getString("key")), text(row.getString("value"))))) {
            values.put(entry.key(), entry.value());
        }
        return values;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
