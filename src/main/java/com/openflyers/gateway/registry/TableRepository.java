package com.openflyers.gateway.registry;

import com.openflyers.gateway.db.StoredEnum;
import com.openflyers.gateway.registry.Extract.Scope;
import com.openflyers.gateway.route.Space;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.route.Version;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The statements of whoever follows the registry.
///
/// Those of one reading are sent together, without waiting for each other's answers: a flip reaches a node one round
/// trip after its notification.
final class TableRepository {

    private record Head(UUID registry, long revision, long pruned) {

        private static Head from(Row row) {
            return new Head(row.getUUID("registry"), row.getLong("revision"), row.getLong("pruned_revision"));
        }
    }

    private static final String ONE_INSTANT = """
            BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY
            """;

    private static final String HEAD = """
            SELECT registry, revision, pruned_revision
              FROM feed
            """;

    private static final String VERSIONS = """
            SELECT name, true AS present, upstreams, health, rules
              FROM version
            """;

    private static final String CHANGED_VERSIONS = """
            SELECT changed.name, v.name IS NOT NULL AS present, v.upstreams, v.health, v.rules
              FROM (SELECT DISTINCT name
                      FROM change
                     WHERE revision > #{after} AND kind = 'version'
                     LIMIT #{limit}) AS changed
                   LEFT JOIN version v ON v.name = changed.name
            """;

    /// Closures are looked up one by one (`OFFSET 0` keeps it so): joined freely, they lead a planner that has no
    /// statistics yet to compare every space with every database.
    private static final String SPACES = """
            SELECT s.name, true AS present, c.name AS club, s.kind, s.version, s.former_versions, s.revision,
                   k.mode, k.until, k.ending, k.french, k.english, v.engine = 'postgresql' AS needs_database, d.name AS database
              FROM space s
                   JOIN club c ON c.id = s.club
                   LEFT JOIN version v ON v.name = s.version
                   LEFT JOIN space_database d ON d.space = s.name AND d.version = s.version AND d.role = 'live'
                   LEFT JOIN LATERAL (
                       SELECT mode, until, ending, french, english
                         FROM closure
                        WHERE space = s.name
                       OFFSET 0) k ON true
             WHERE s.state = 'active'
            """;

    private static final String CHANGED_SPACES = """
            SELECT changed.name, s.state = 'active' AS present, c.name AS club, s.kind, s.version,
                   s.former_versions, s.revision, k.mode, k.until, k.ending, k.french, k.english,
                   v.engine = 'postgresql' AS needs_database, d.name AS database
              FROM (SELECT DISTINCT name
                      FROM change
                     WHERE revision > #{after} AND kind = 'space'
                     LIMIT #{limit}) AS changed
                   LEFT JOIN space s ON s.name = changed.name
                   LEFT JOIN club c ON c.id = s.club
                   LEFT JOIN version v ON v.name = s.version
                   LEFT JOIN space_database d ON d.space = s.name AND d.version = s.version AND d.role = 'live'
                   LEFT JOIN LATERAL (
                       SELECT mode, until, ending, french, english
                         FROM closure
                        WHERE space = s.name
                       OFFSET 0) k ON true
            """;

    /// The counter's row is locked as by every change: `pruned_revision` never runs ahead of what is gone.
    private static final String PRUNE = """
              WITH gone AS (
                       DELETE FROM change
                        WHERE changed_at < clock_timestamp() - #{kept} * interval '1 second'
                    RETURNING revision)
            UPDATE feed
               SET pruned_revision = greatest(pruned_revision, (SELECT max(revision) FROM gone))
             WHERE EXISTS (SELECT 1 FROM gone)
            """;

    private final SpaceNames names;

    TableRepository(SpaceNames names) {
        this.names = names;
    }

    /// Everything, as of one instant.
    Future<Extract> whole(SqlConnection connection) {
        return read(connection, VERSIONS, SPACES, Map.of()).map(reading -> reading.extract(new Scope.Whole()));
    }

    /// What changed after the revision, as of one instant; see [Extract#reachesBackTo].
    Future<Extract> changes(SqlConnection connection, long after) {
        return read(connection, CHANGED_VERSIONS, CHANGED_SPACES, Map.of("after", after, "limit", Extract.MOST_CHANGES))
                .map(reading -> reading.extract(new Scope.Changes(reading.versions().names, reading.spaces().names)));
    }

    /// Forgets changes older than `kept`.
    Future<Void> prune(SqlConnection connection, Duration kept) {
        return SqlTemplate.forUpdate(connection, PRUNE)
                .execute(Map.of("kept", kept.toSeconds()))
                .mapEmpty();
    }

    private record Reading(Head head, Gathering<Version> versions, Gathering<Space> spaces) {

        private Extract extract(Scope scope) {
            var unreadable = new HashMap<String, String>();
            versions.unreadable.forEach((name, reason) -> unreadable.put(Extract.version(name), reason));
            spaces.unreadable.forEach((name, reason) -> unreadable.put(Extract.space(name), reason));
            return new Extract(
                    head.registry(), head.revision(), head.pruned(), scope, versions.found, spaces.found, unreadable);
        }
    }

    private Future<Reading> read(
            SqlConnection connection, String ofVersions, String ofSpaces, Map<String, Object> parameters) {
        var begun = connection.query(ONE_INSTANT).execute();
        var head = SqlTemplate.forQuery(connection, HEAD).mapTo(Head::from).execute(Map.of());
        var versions = SqlTemplate.forQuery(connection, ofVersions)
                .collecting(Gathering.by(VersionRepository::route))
                .execute(parameters);
        var spaces = SqlTemplate.forQuery(connection, ofSpaces)
                .collecting(Gathering.by(this::space))
                .execute(parameters);
        var ended = connection.query("ROLLBACK").execute();
        return Future.all(begun, head, versions, spaces, ended)
                .map(_ -> new Reading(head.result().iterator().next(), value(versions), value(spaces)));
    }

    private static <T> T value(Future<SqlResult<T>> result) {
        return result.result().value();
    }

    private Space space(Row row) {
        var name = row.getString("name");
        var fault = names.fault(name);
        if (fault.isPresent()) {
            throw new IllegalArgumentException(fault.get());
        }
        var database = row.getString("database");
        var needsDatabase = Boolean.TRUE.equals(row.getBoolean("needs_database"));
        if (needsDatabase && database == null) {
            throw new IllegalArgumentException("it has no live database for " + row.getString("version"));
        }
        return new Space(
                name,
                names.host(name),
                row.getString("club"),
                StoredEnum.constant(Kind.class, row.getString("kind")),
                ClosureRepository.route(row),
                // A hundred thousand rows name the same few versions.
                row.getString("version").intern(),
                needsDatabase ? database : null,
                List.of(row.getArrayOfStrings("former_versions")),
                row.getLong("revision"));
    }
}
