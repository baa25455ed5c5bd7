package com.openflyers.gateway.registry;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static com.openflyers.gateway.testing.StoredRegistry.space;
import static com.openflyers.gateway.testing.StoredRegistry.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.registry.Outcome.Reserved;
import com.openflyers.gateway.registry.Outcome.Unchanged;
import com.openflyers.gateway.registry.Outcome.Written;
import com.openflyers.gateway.route.Closure;
import com.openflyers.gateway.route.Closure.Ending;
import com.openflyers.gateway.route.Space.Mode;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosuresDatabaseTest {

    private static final DatabaseSettings DATABASE = Postgres.database();
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Holder ANYBODY = new Holder.Anybody();

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final StoredRegistry registry = StoredRegistry.cleared(vertx, DATABASE);
    private final Closures closures = new Closures();
    private final Reservations reservations = new Reservations();

    @BeforeEach
    void register() {
        registry.put(version("1.3.1", 9001));
        registry.put(space("aeroclub", "1.3.1"));
    }

    @AfterEach
    void close() {
        result(vertx.close());
    }

    @Test
    void a_closed_gate_is_closed_on_a_node_that_follows_and_after_it_was_started_anew_without_the_registry() {
        var closure = closure(Mode.HOLD, LONG, Ending.STAYS);
        try (var node = node().current()) {
            var _ = close(closure, ANYBODY);
            until("the gate is closed", () -> closure.equals(served(node)));
        }

        try (var node = new FollowingNode(vertx, Postgres.nowhere(), directory)) {
            assertThat(served(node)).isEqualTo(closure);
        }
    }

    @Test
    void a_pause_ends_by_itself_on_a_node_that_can_ask_nobody() {
        var closure = closure(Mode.HOLD, Duration.ofSeconds(1), Ending.OPENS);
        try (var node = node().current()) {
            var _ = close(closure, ANYBODY);
            until("the gate is closed", () -> closure.equals(served(node)));
        }

        try (var node = new FollowingNode(vertx, Postgres.nowhere(), directory)) {
            until("the gate is open", () -> served(node) == null);
        }
        assertThat(registry.find("aeroclub").mode()).isEqualTo(Mode.OPEN);
    }

    @Test
    void what_a_migration_closed_does_not_open_by_itself() {
        var _ = close(closure(Mode.HOLD, Duration.ofMillis(1), Ending.STAYS), ANYBODY);

        try (var node = node().current()) {
            assertThat(served(node)).isNotNull();
        }
        assertThat(registry.find("aeroclub").mode()).isEqualTo(Mode.HOLD);
    }

    @Test
    void a_reserved_space_obeys_its_holder_alone() {
        var twelve = new Holder.Named("migration 12");
        var _ = reserve(twelve);

        assertThat(close(closure(Mode.HOLD, LONG, Ending.OPENS), ANYBODY)).isEqualTo(new Reserved("migration 12"));
        assertThat(reserve(new Holder.Named("migration 13"))).isEqualTo(new Reserved("migration 12"));
        assertThat(close(closure(Mode.HOLD, LONG, Ending.STAYS), twelve)).isInstanceOf(Written.class);
        assertThat(open(twelve)).isInstanceOf(Written.class);

        result(registry.database.transaction(tx -> reservations.release(tx, "aeroclub", twelve)));
        assertThat(open(ANYBODY)).isInstanceOf(Unchanged.class);
    }

    private Outcome.OfGate close(Closure closure, Holder holder) {
        var closing = new Closing(closure, "because", "tester");
        return result(
                registry.database.transaction(tx -> closures.close(tx, "aeroclub", closing, Expected.ANY, holder)));
    }

    private Outcome.OfGate open(Holder holder) {
        return result(registry.database.transaction(tx -> closures.open(tx, "aeroclub", Expected.ANY, holder)));
    }

    private Outcome.OfReservation reserve(Holder.Named holder) {
        return result(registry.database.transaction(tx -> reservations.take(tx, "aeroclub", holder)));
    }

    private FollowingNode node() {
        return new FollowingNode(vertx, DATABASE, directory);
    }

    private static @Nullable Closure served(FollowingNode node) {
        var route = node.routes.find("aeroclub.localhost");
        var target = route == null ? null : route.target();
        return target == null ? null : target.space().closure();
    }

    /// To the microsecond, as PostgreSQL keeps it.
    private static Closure closure(Mode mode, Duration within, Ending ending) {
        var until = Instant.now().plus(within).truncatedTo(ChronoUnit.MICROS);
        return new Closure(mode, until, ending, "Patience", "Patience");
    }
}
