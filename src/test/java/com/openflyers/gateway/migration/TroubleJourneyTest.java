package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.Journey;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What fails for reasons that nobody has foreseen is tried again, less and less often, not behind everybody's back.
@Journey
class TroubleJourneyTest {

    private static final class Bug implements StepObserver {

        private volatile boolean mended;

        @Override
        public void before(Migration migration) {
            if (!mended && migration.state() == State.PREFLIGHT) {
                throw new IllegalStateException("a bug");
            }
        }
    }

    @Test
    void what_fails_again_and_again_is_tried_less_often_and_told_once() {
        var bug = new Bug();
        try (var world =
                MigrationWorld.drivenBy(bug, Map.of("GATEWAY_OPERATIONS_ALARM_ADDRESS", "operators@example.org"))) {
            world.club("sizerin");
            var migration = world.request("sizerin", false);

            until("it was tried once", () -> tries(world, migration) >= 1);
            assertThat(metric(world, "gateway_migrations_stuck")).isZero();
            until("it was tried often", () -> {
                world.look(migration);
                return tries(world, migration) >= 7;
            });

            until("it waits for longer", () -> world.stored().looksAgainAfter(migration, Duration.ofSeconds(20)));
            assertThat(world.stored().letter("migration " + migration + " stuck"))
                    .contains("n’avance pas", "PREFLIGHT", "a bug");
            assertThat(letters(world, migration)).isEqualTo(1);
            until("it is counted", () -> metric(world, "gateway_migrations_stuck") == 1);
            assertThat(metric(world, "gateway_migrations_waiting")).isEqualTo(1);
            assertThat(metric(world, "gateway_migrations_oldest_seconds")).isPositive();
            bug.mended = true;
            // A try that is under way may still come to nothing, and wait for a minute.
            until("it has gone on", () -> {
                world.look(migration);
                return world.find(migration).state() == State.REHEARSED;
            });
            assertThat(tries(world, migration)).isZero();
            until("it is counted no more", () -> metric(world, "gateway_migrations_stuck") == 0);
        }
    }

    private static long tries(MigrationWorld world, long migration) {
        return number(world, "SELECT troubles::bigint AS n FROM migration WHERE id = " + migration);
    }

    private static long letters(MigrationWorld world, long migration) {
        return number(world, "SELECT count(*) AS n FROM outbox WHERE cause LIKE 'migration " + migration + " stuck%'");
    }

    private static long number(MigrationWorld world, String sql) {
        return result(world.registry.pool().query(sql).execute())
                .iterator()
                .next()
                .getLong("n");
    }

    private static double metric(MigrationWorld world, String name) {
        try (var client = Conversation.with(world.nodes().getFirst().operationsPort())) {
            return client.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .readMessage()
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
