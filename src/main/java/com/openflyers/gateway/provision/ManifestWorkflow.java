package com.openflyers.gateway.provision;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.provision.Fingerprint.Content;
import com.openflyers.gateway.provision.Tables.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Logger;

/// Notes what a converted database holds when it is born, and says later what has been written since. Blocks.
///
/// The note lies in the database itself, out of its version's sight: key and hash of every row, and what people know
/// it by. What the version's file calls neutral is left out, so that a login is no write. Both need a database that
/// nobody writes to: one that nobody was let into yet, or a copy of a fenced one.
public final class ManifestWorkflow {

    /// Keys as JSON, `[42]`; of a table without a key only that it changed: [#NO_KEY].
    ///
    /// @param named what people know those by, as far as that is known
    public record Changes(List<String> inserted, List<String> changed, List<String> deleted, Map<String, Named> named) {

        public static final String NO_KEY = "some row; the table has no key";

        public Changes {
            inserted = List.copyOf(inserted);
            changed = List.copyOf(changed);
            deleted = List.copyOf(deleted);
            named = Map.copyOf(named);
        }

        Changes(List<String> inserted, List<String> changed, List<String> deleted) {
            this(inserted, changed, deleted, Map.of());
        }

        boolean none() {
            return inserted.isEmpty() && changed.isEmpty() && deleted.isEmpty();
        }
    }

    private static final Logger LOG = Logger.getLogger(ManifestWorkflow.class.getName());

    private final Cluster cluster;
    private final VersionFiles files;

    public ManifestWorkflow(DatabaseSettings settings, ProvisionSettings provision) {
        this.cluster = new Cluster(settings);
        this.files = new VersionFiles(provision.migrations());
    }

    /// Takes the note anew, whatever was noted before.
    ///
    /// @param version whose file says what is neutral
    /// @return the number of rows noted, by table
    public Map<String, Long> record(DatabaseName database, String version, Duration longest) {
        var file = files.version(version);
        var neutral = new Neutral(file.neutral());
        try (var connection = cluster.connect(database, longest)) {
            BirthSchema.create(connection);
            return Statements.transaction(connection, () -> {
                BirthSchema.lock(connection);
                BirthManifest.clear(connection);
                if (file.written().isPresent()) {
                    BirthManifest.noteNames(connection, file.written().get());
                }
                var rows = new TreeMap<String, Long>();
                for (var table : neutral.without(Tables.all(connection))) {
                    rows.put(table.qualified(), BirthManifest.note(connection, table));
                }
                return rows;
            });
        } catch (SQLException e) {
            throw StatementFailure.inside(e, database);
        }
    }

    /// What was written since [#record], by table; empty if nothing was.
    public SortedMap<String, Changes> changes(DatabaseName database, String version, Duration longest) {
        var file = files.version(version);
        var neutral = new Neutral(file.neutral());
        try (var connection = cluster.connect(database, longest)) {
            var noted = BirthManifest.noted(connection);
            var all = new TreeMap<String, Changes>();
            for (var table : neutral.without(Tables.all(connection))) {
                var birth = noted.remove(table.qualified());
                all.put(
                        table.qualified(),
                        birth == null
                                ? BirthManifest.allInserted(connection, table)
                                : BirthManifest.changes(connection, table, birth));
            }
            for (var gone : noted.keySet()) {
                all.put(gone, BirthManifest.allDeleted(connection, gone));
            }
            all.values().removeIf(Changes::none);
            file.written()
                    .ifPresent(script -> all.replaceAll((table, changes) -> {
                        try {
                            return BirthManifest.named(connection, script, table, changes);
                        } catch (SQLException e) {
                            // What was written is known all the same, and by its numbers.
                            LOG.warning("what was written in " + database + " has no names: " + e.getMessage());
                            return changes;
                        }
                    }));
            return all;
        } catch (SQLException e) {
            throw StatementFailure.inside(e, database);
        }
    }

    /// Of all tables, neutral ones too.
    public Fingerprint fingerprint(DatabaseName database, Duration longest) {
        try (var connection = cluster.connect(database, longest)) {
            var tables = new TreeMap<String, Content>();
            for (var table : Tables.all(connection)) {
                tables.put(table.qualified(), content(connection, table));
            }
            return new Fingerprint(tables);
        } catch (SQLException e) {
            throw StatementFailure.inside(e, database);
        }
    }

    static Content content(Connection connection, Table table) throws SQLException {
        var sql =
                "SELECT count(*) AS rows, coalesce(sum(hashtextextended(ROW(" + Tables.columns("t", table.columnNames())
                        + ")::text, 0)::numeric), 0)::text AS hash FROM " + table.quoted() + " AS t";
        return Statements.first(connection, sql, row -> new Content(row.getLong("rows"), row.getString("hash")))
                .orElseThrow();
    }
}
