package com.openflyers.gateway.registry;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.StoredRegistry.flip;
import static com.openflyers.gateway.testing.StoredRegistry.space;
import static com.openflyers.gateway.testing.StoredRegistry.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.registry.Outcome.Flipped;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A registry that lost its last changes, by a restore or by failing over to a copy that was behind.
class RestoredRegistryDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();

    private static final String LOSE_THE_FLIP = """
            UPDATE space SET version = '1.3.1', former_versions = '{}', revision = 3 WHERE name = 'aeroclub';
            DELETE FROM change WHERE revision > 4;
            DELETE FROM flip WHERE revision > 4;
            UPDATE feed SET revision = 4
            """;

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final StoredRegistry registry = StoredRegistry.cleared(vertx, DATABASE);
    private final Database elsewhere = new Database(vertx, Postgres.emptyDatabase());

    @BeforeEach
    void two_spaces_on_1_3_1() {
        registry.put(version("1.3.1", 9001));
        registry.put(version("2.0", 9002));
        registry.put(space("aeroclub", "1.3.1", "2.0"));
        registry.put(space("mermoz", "1.3.1", "2.0"));
    }

    @AfterEach
    void close() {
        result(vertx.close());
    }

    @Test
    void a_flip_under_the_number_of_a_lost_one_is_not_missed() {
        try (var node = new FollowingNode(vertx, DATABASE, directory).current()) {
            registry.flip("aeroclub", "2.0");
            node.awaitVersion("aeroclub", "2.0");
            registry.run(LOSE_THE_FLIP);
            node.awaitStale("went back from revision 5 to 4");

            assertThat(registry.flip("mermoz", "2.0")).isEqualTo(new Flipped("1.3.1", "2.0", 5));
            registry.flip("aeroclub", "2.0");

            node.awaitVersion("mermoz", "2.0");
            node.awaitCurrent();
        }
    }

    @Test
    void a_registry_that_lost_a_flip_and_made_another_while_out_of_sight_is_looked_at_as_a_whole() {
        try (var node = new FollowingNode(vertx, DATABASE, directory).current()) {
            registry.flip("aeroclub", "2.0");
            node.awaitVersion("aeroclub", "2.0");

            result(registry.database.pool().withConnection(this::failOver));

            node.awaitStale("space aeroclub went back from revision 5 to 3");
            assertThat(node.version("aeroclub")).isEqualTo("2.0");
        }
    }

    /// Nobody else is let in before the flip of the new time line is there.
    private Future<Void> failOver(SqlConnection connection) {
        return allowConnections(false)
                .compose(_ -> run(connection, """
                        SELECT pg_terminate_backend(pid)
                          FROM pg_stat_activity
                         WHERE datname = current_database() AND pid <> pg_backend_pid()
                        """))
                .compose(_ -> run(connection, LOSE_THE_FLIP))
                .compose(_ -> registry.pointers.flip(connection, flip("mermoz", "2.0", Expected.ANY)))
                .compose(_ -> allowConnections(true));
    }

    private Future<Void> allowConnections(boolean allowed) {
        return elsewhere
                .pool()
                .query("ALTER DATABASE " + DATABASE.name() + " ALLOW_CONNECTIONS " + allowed)
                .execute()
                .mapEmpty();
    }

    private static Future<Void> run(SqlConnection connection, String sql) {
        return connection.query(sql).execute().mapEmpty();
    }
}
