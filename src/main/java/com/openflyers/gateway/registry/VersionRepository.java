package com.openflyers.gateway.registry;

import com.openflyers.gateway.db.Parameters;
import com.openflyers.gateway.db.Rows;
import com.openflyers.gateway.db.StoredEnum;
import com.openflyers.gateway.route.Version;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The statements about versions and their prices.
final class VersionRepository {

    /// What must be known of a version to change it, also when the rest of its row cannot be read.
    record Stored(Engine engine, long revision) {}

    private static final String SELECT = """
            SELECT v.name, v.channel, v.sign_up_default, v.engine, v.template, v.role, v.upstreams, v.health, v.rules,
                   v.revision, y.cents AS yearly_cents, y.valid_from AS yearly_from, m.cents AS migration_cents,
                   m.valid_from AS migration_from
              FROM version v
                   LEFT JOIN LATERAL (
                        SELECT cents, valid_from
                          FROM version_price
                         WHERE version = v.name AND kind = 'yearly'
                         ORDER BY valid_from DESC
                         LIMIT 1) y ON true
                   LEFT JOIN LATERAL (
                        SELECT cents, valid_from
                          FROM version_price
                         WHERE version = v.name AND kind = 'migration'
                         ORDER BY valid_from DESC
                         LIMIT 1) m ON true
             WHERE #{name}::text IS NULL OR v.name = #{name}
             ORDER BY v.name
            """;

    /// Changes of versions are rare: one at a time, so that two cannot both create one or both become the default.
    private static final String LOCK_TABLE = """
            LOCK TABLE version IN SHARE ROW EXCLUSIVE MODE
            """;

    private static final String LOCK = """
            SELECT engine, revision
              FROM version
             WHERE name = #{name}
               FOR UPDATE
            """;

    private static final String LOCK_SHARED = """
            SELECT name, engine
              FROM version
             WHERE name = ANY(#{names})
             ORDER BY name
               FOR KEY SHARE
            """;

    private static final String USES = """
            SELECT count(*) AS uses
              FROM (SELECT name
                      FROM space
                     WHERE version = #{name} AND state = 'active'
                     UNION
                    SELECT space
                      FROM space_database
                     WHERE version = #{name}) AS using_it
            """;

    private static final String MIGRATIONS = """
            SELECT count(*) AS migrations
              FROM migration
             WHERE from_version = #{name} OR to_version = #{name}
            """;

    private static final String YIELD_DEFAULT = """
            UPDATE version
               SET sign_up_default = false, revision = #{revision}
             WHERE sign_up_default AND name <> #{name} AND #{default}
            """;

    private static final String WRITE = """
            INSERT INTO version (name, channel, sign_up_default, engine, template, role, upstreams, health, rules, revision)
            VALUES (#{name}, #{channel}, #{default}, #{engine}, #{template}, #{role}, #{upstreams}, #{health}, #{rules},
                    #{revision})
                ON CONFLICT (name) DO UPDATE
               SET channel = excluded.channel, sign_up_default = excluded.sign_up_default, engine = excluded.engine,
                   template = excluded.template, role = excluded.role, upstreams = excluded.upstreams,
                   health = excluded.health, rules = excluded.rules, revision = excluded.revision
            """;

    private static final String WRITE_PRICE = """
            INSERT INTO version_price (version, kind, valid_from, cents)
            VALUES (#{version}, #{kind}, #{from}, #{cents})
                ON CONFLICT (version, kind, valid_from) DO UPDATE
               SET cents = excluded.cents
            """;

    private static final String ERASE = """
            DELETE FROM version
             WHERE name = #{name}
            """;

    Future<List<RegisteredVersion>> all(SqlClient client) {
        return select(client, null);
    }

    Future<Optional<RegisteredVersion>> find(SqlClient client, String name) {
        return select(client, name).map(found -> found.stream().findFirst());
    }

    /// Keeps others from changing any version, and spaces from being pointed at this one.
    Future<Optional<Stored>> lock(SqlConnection tx, String name) {
        return tx.query(LOCK_TABLE)
                .execute()
                .compose(_ -> SqlTemplate.forQuery(tx, LOCK)
                        .mapTo(row -> new Stored(engine(row), row.getLong("revision")))
                        .execute(Map.of("name", name)))
                .map(Rows::first);
    }

    /// Keeps those of the versions that exist from being removed; their engines.
    Future<Map<String, Engine>> lockShared(SqlConnection tx, Collection<String> names) {
        return SqlTemplate.forQuery(tx, LOCK_SHARED)
                .execute(Map.of("names", names.toArray(String[]::new)))
                .map(rows ->
                        Rows.stream(rows).collect(Collectors.toMap(row -> row.getString("name"), row -> engine(row))));
    }

    Future<Long> uses(SqlConnection tx, String name) {
        return SqlTemplate.forQuery(tx, USES)
                .execute(Map.of("name", name))
                .map(rows -> rows.iterator().next().getLong("uses"));
    }

    Future<Long> migrations(SqlConnection tx, String name) {
        return SqlTemplate.forQuery(tx, MIGRATIONS)
                .execute(Map.of("name", name))
                .map(rows -> rows.iterator().next().getLong("migrations"));
    }

    Future<Void> write(SqlConnection tx, RegisteredVersion version, long revision) {
        var route = version.route();
        var values = Parameters.of("name", route.name())
                .and("channel", StoredEnum.word(version.channel()))
                .and("default", version.signUpDefault())
                .and("engine", StoredEnum.word(version.engine()))
                .and("template", version.template())
                .and("role", version.role())
                .and("upstreams", VersionJson.upstreams(route.upstreams()))
                .and("health", VersionJson.health(route.health()))
                .and("rules", VersionJson.rules(route.rules()))
                .and("revision", revision)
                .map();
        return SqlTemplate.forUpdate(tx, YIELD_DEFAULT)
                .execute(values)
                .compose(_ -> SqlTemplate.forUpdate(tx, WRITE).execute(values))
                .compose(_ -> writePrice(tx, route.name(), "yearly", version.yearlyPrice()))
                .compose(_ -> writePrice(tx, route.name(), "migration", version.migrationPrice()));
    }

    Future<Void> erase(SqlConnection tx, String name) {
        return SqlTemplate.forUpdate(tx, ERASE).execute(Map.of("name", name)).mapEmpty();
    }

    private static Future<Void> writePrice(SqlConnection tx, String version, String kind, @Nullable Price price) {
        if (price == null) {
            return Future.succeededFuture();
        }
        return SqlTemplate.forUpdate(tx, WRITE_PRICE)
                .execute(Map.of("version", version, "kind", kind, "from", price.from(), "cents", price.cents()))
                .mapEmpty();
    }

    private static Future<List<RegisteredVersion>> select(SqlClient client, @Nullable String name) {
        return SqlTemplate.forQuery(client, SELECT)
                .mapTo(VersionRepository::from)
                .execute(Parameters.of("name", name).map())
                .map(Rows::list);
    }

    private static RegisteredVersion from(Row row) {
        return new RegisteredVersion(
                route(row),
                StoredEnum.constant(Channel.class, row.getString("channel")),
                row.getBoolean("sign_up_default"),
                engine(row),
                row.getString("template"),
                row.getString("role"),
                price(row, "yearly_cents", "yearly_from"),
                price(row, "migration_cents", "migration_from"),
                row.getLong("revision"));
    }

    /// @throws RuntimeException when this build cannot read what is stored
    static Version route(Row row) {
        return new Version(
                row.getString("name"),
                VersionJson.readUpstreams(row.getJsonArray("upstreams")),
                VersionJson.readHealth(row.getJsonObject("health")),
                VersionJson.readRules(row.getJsonObject("rules")));
    }

    private static Engine engine(Row row) {
        return StoredEnum.constant(Engine.class, row.getString("engine"));
    }

    private static @Nullable Price price(Row row, String cents, String from) {
        return row.getLong(cents) == null ? null : new Price(row.getLong(cents), row.getLocalDate(from));
    }
}
