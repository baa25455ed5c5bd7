package com.openflyers.gateway.testing;

import static com.openflyers.gateway.testing.Futures.result;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.registry.Channel;
import com.openflyers.gateway.registry.Contact;
import com.openflyers.gateway.registry.Contact.Language;
import com.openflyers.gateway.registry.Engine;
import com.openflyers.gateway.registry.Expected;
import com.openflyers.gateway.registry.Flip;
import com.openflyers.gateway.registry.Outcome;
import com.openflyers.gateway.registry.Pointers;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.RegisteredVersion;
import com.openflyers.gateway.registry.SpaceDatabase;
import com.openflyers.gateway.registry.SpaceDatabase.Role;
import com.openflyers.gateway.registry.SpaceForm;
import com.openflyers.gateway.registry.SpaceNames;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.registry.Versions;
import com.openflyers.gateway.route.HealthCheck;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.route.Upstream;
import com.openflyers.gateway.route.Version;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A registry on a database of its own, spoken to in few words.
public final class StoredRegistry {

    public static final SpaceNames NAMES = SpaceNames.of("localhost", Set.of("client.localhost", "www.localhost"));

    public final DatabaseSettings settings;
    public final Database database;
    public final Versions versions = new Versions();
    public final Spaces spaces = new Spaces(NAMES);
    public final Pointers pointers = new Pointers();

    /// A test machine may be busy for longer than a server in service may be.
    private static final HealthCheck PATIENT = new HealthCheck("/", Duration.ofSeconds(20), Duration.ofSeconds(20));

    private static final String CLEAR = """
            TRUNCATE club, version, node, audit, change CASCADE
            """;

    private static final String BEGIN_ANEW = """
            UPDATE feed
               SET registry = gen_random_uuid(), revision = 0, pruned_revision = 0
            """;

    /// On the database as it is.
    public StoredRegistry(Vertx vertx, DatabaseSettings settings) {
        this.settings = settings;
        this.database = new Database(vertx, settings);
    }

    /// With nothing in it, as another registry than before.
    public static StoredRegistry cleared(Vertx vertx, DatabaseSettings settings) {
        var registry = new StoredRegistry(vertx, settings);
        registry.run(CLEAR);
        registry.run(BEGIN_ANEW);
        return registry;
    }

    /// With one upstream on `port`; its spaces need databases.
    public static RegisteredVersion version(String name, int port) {
        return version(name, port, Engine.POSTGRESQL);
    }

    public static RegisteredVersion version(String name, int port, Engine engine) {
        var route = new Version(name, List.of(new Upstream("http", "127.0.0.1", port)), PATIENT, Rules.NONE);
        return new RegisteredVersion(route, Channel.STABLE, false, engine, null, null, null, null, 0);
    }

    /// A production space with a live database for each of the versions, on the first of them.
    public static SpaceForm space(String name, String... versions) {
        return new SpaceForm(
                name,
                "Club of " + name,
                new Contact(name + "@example.org", "Claude", "claude@example.org", Language.FR),
                Kind.PRODUCTION,
                versions[0],
                Stream.of(versions)
                        .map(version -> new SpaceDatabase(version, databaseName(name, version), Role.LIVE))
                        .toList());
    }

    public static String databaseName(String space, String version) {
        return space + "_" + version.replace('.', '_');
    }

    public static Flip flip(String space, String version, Expected expected) {
        return new Flip(space, version, expected, "tester", "because");
    }

    public Outcome.OfVersionPut put(RegisteredVersion version) {
        return result(database.transaction(tx -> versions.put(tx, version, Expected.ANY)));
    }

    public Outcome.OfVersionRemoval removeVersion(String name) {
        return result(database.transaction(tx -> versions.remove(tx, name, Expected.ANY)));
    }

    public Outcome.OfSpacePut put(SpaceForm form) {
        return put(form, Expected.ANY);
    }

    public Outcome.OfSpacePut put(SpaceForm form, Expected expected) {
        return result(database.transaction(tx -> spaces.put(tx, form, expected, "tester")));
    }

    public Outcome.OfSpaceClosing closeSpace(String name) {
        return result(database.transaction(tx -> spaces.close(tx, name, Expected.ANY)));
    }

    public Outcome.OfFlip flip(String space, String version) {
        return result(database.transaction(tx -> pointers.flip(tx, flip(space, version, Expected.ANY))));
    }

    public RegisteredSpace find(String space) {
        return result(spaces.find(database.pool(), space)).orElseThrow();
    }

    /// Very many spaces at once, on version 2.0, which must be there as a space must: past the feed, for whoever reads
    /// the table as a whole.
    public void addTestSpaces(int count) {
        run("""
                INSERT INTO space (name, club, club_email, contact_name, contact_email, language, kind, version, revision)
                SELECT 'space' || n, (SELECT min(id) FROM club), 'a@example.org', 'A', 'a@example.org', 'fr', 'test', '2.0', 3
                  FROM generate_series(1, %d) AS n
                """.formatted(count));
        run("""
                INSERT INTO space_database (name, space, version, role)
                SELECT name || '_20', name, '2.0', 'live'
                  FROM space
                 WHERE name LIKE 'space%'
                """);
    }

    /// Something that no method of the product does.
    public void run(String sql) {
        var _ = result(database.pool().query(sql).execute());
    }

    /// The first number of the first row.
    public long count(String sql) {
        return result(database.pool().query(sql).execute()).iterator().next().getLong(0);
    }

    /// How many wait for a lock, on this database and not on another test's.
    public long waiting() {
        return count("""
                SELECT count(*)
                  FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock' AND backend_type = 'client backend'
                """);
    }
}
