package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.db.Ending;
import com.openflyers.gateway.mail.Outbox;
import com.openflyers.gateway.mail.OutboxEntry;
import com.openflyers.gateway.migration.Migrations.Said;
import com.openflyers.gateway.provision.DropWorkflow;
import com.openflyers.gateway.testing.Journey;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What people are written to when a day has come, on the day that a test says it is.
@Journey
class ReminderJourneyTest {

    private static final Duration SLACK = Duration.ofMinutes(10);

    private static MigrationWorld world;

    @BeforeAll
    static void start() {
        world = MigrationWorld.of(
                1,
                Map.of(
                        "GATEWAY_MIGRATION_AT_ONCE", "0",
                        "GATEWAY_MIGRATION_OBSERVED", "1s",
                        "GATEWAY_OPERATIONS_ALARM_ADDRESS", "alarm@openflyers.example"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void operators_are_told_once_of_a_club_that_waits_for_a_day_and_again_after_five() {
        world.club("olivier");
        var migration = world.request("olivier", false);

        afterwards(Duration.ofHours(23), 1);
        assertThat(alarms(migration)).isEmpty();
        afterwards(Duration.ofHours(25), 2);
        assertThat(alarms(migration)).containsExactly("migration " + migration + " overdue PT24H");
        afterwards(Duration.ofDays(6), 2);

        assertThat(alarms(migration))
                .containsExactlyInAnyOrder(
                        "migration " + migration + " overdue PT24H", "migration " + migration + " overdue PT120H");
        assertThat(letters())
                .filteredOn(letter -> letter.cause().contains("overdue"))
                .extracting(OutboxEntry::to)
                .containsOnly("alarm@openflyers.example");
    }

    @Test
    void a_window_that_nothing_came_of_is_told_once_and_may_be_set_again() {
        world.club("merisier");
        var migration = world.request("merisier", false);
        world.drive(StepObserver.NONE);
        world.await(migration, State.REHEARSED);
        world.driveNoMore();
        var soon = new Request.Window(Instant.now(), Instant.now().plus(Duration.ofHours(1)));
        var later = new Request.Window(soon.from(), soon.to().plus(Duration.ofDays(2)));
        for (var window : List.of(soon, later, soon)) {
            var word = world.find(migration).state() == State.REHEARSED ? Event.APPROVE : Event.SCHEDULE;
            assertThat(world.say(migration, Word.of(word, "").within(window))).isInstanceOf(Said.Heard.class);
        }
        assertThat(causes("migration " + migration + " scheduled").stream().distinct())
                .as("each time it was set")
                .hasSize(3);

        afterwards(Duration.ofMinutes(40), 1);
        assertThat(causes("migration " + migration + " postponed")).isEmpty();
        afterwards(Duration.ofHours(1), 2);

        assertThat(world.stored().letter("migration " + migration + " postponed"))
                .contains("est remis", "Rien n’a changé");
        assertThat(causes("migration " + migration + " needs a human")).hasSize(1);
        assertThat(world.find(migration).state()).isEqualTo(State.SCHEDULED);
    }

    @Test
    void nobody_is_alarmed_about_a_request_that_was_withdrawn() {
        world.club("figuier");
        var migration = world.request("figuier", false);
        var _ = world.say(migration, Event.WITHDRAW);

        afterwards(Duration.ofDays(6), 1);

        assertThat(alarms(migration)).isEmpty();
    }

    @Test
    void a_silent_club_is_reminded_with_the_price_of_going_back_and_told_when_it_has_gone_back() {
        world.club("amandier");
        var migration = world.request("amandier");
        world.drive(StepObserver.NONE);
        world.await(migration, State.AWAITING_CLUB);
        assertThat(world.stored().letter("migration " + migration + " awaiting the club"))
                .contains("sans rien perdre");
        var _ = world.stored().book("amandier_20");

        afterwards(Duration.ofDays(6), 1);
        assertThat(causes("migration " + migration + " reminder")).isEmpty();
        afterwards(Duration.ofDays(8), 2);
        assertThat(world.stored().letter("migration " + migration + " reminder 7"))
                .contains("a un prix", "en tout 1");
        // Nobody has looked for weeks: one letter, and not two.
        afterwards(Duration.ofDays(31), 2);
        afterwards(Duration.ofDays(60), 1);
        assertThat(causes("migration " + migration + " reminder"))
                .containsOnly("migration " + migration + " reminder 7", "migration " + migration + " reminder 30");

        var _ = world.say(migration, Word.of(Event.REVERSE, "").acceptingLoss());
        world.await(migration, State.REVERSED);
        world.driveNoMore();

        assertThat(world.stored().letter("migration " + migration + " reversed"))
                .contains("de nouveau la version 1.3.1", "À ressaisir", "pas consommée");
        afterwards(Duration.ofDays(90), 1);
        assertThat(causes("migration " + migration + " reminder")).hasSize(4);
    }

    @Test
    void a_club_is_told_when_its_test_space_is_closed_and_when_it_is_gone() {
        world.testSpace("essai");
        var removals = new RemovalWorkflow(world.parts());

        assertThat(remove(removals, "essais")).isInstanceOf(RemovalWorkflow.Outcome.Kept.class);
        assertThat(causes("removal essai")).isEmpty();
        assertThat(remove(removals, "essai")).isInstanceOf(RemovalWorkflow.Outcome.Removed.class);

        assertThat(world.stored().letter("removal essai asked")).contains("fermé", "essai.localhost");
        assertThat(world.space("essai").databases()).hasSize(1);
        afterwards(Duration.ofDays(15), 1);
        assertThat(causes("removal essai done"))
                .as("while its database is there")
                .isEmpty();
        drop(Duration.ofDays(15));
        afterwards(Duration.ofDays(15), 2);
        assertThat(world.stored().letter("removal essai done")).contains("n’existe plus");
        assertThat(causes("removal essai done").stream().distinct()).hasSize(1);
    }

    private static RemovalWorkflow.Outcome remove(RemovalWorkflow removals, String typed) {
        return onVirtualThread(
                () -> removals.remove("essai", typed, Ending.COMMIT, (_, _, _) -> Future.succeededFuture()));
    }

    /// As many nodes at once write what is due when the time has passed.
    private static void afterwards(Duration passed, int nodes) {
        var clock = InstantSource.fixed(Instant.now().plus(passed).plus(SLACK));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new CompletableFuture<?>[nodes];
            for (var node = 0; node < nodes; node++) {
                var reminders = new ReminderWorkflow(world.parts(), world.rows(), clock);
                all[node] = CompletableFuture.runAsync(reminders::write, threads);
            }
            CompletableFuture.allOf(all).join();
        }
    }

    private static void drop(Duration passed) {
        var clock = InstantSource.fixed(Instant.now().plus(passed).plus(SLACK));
        var verticle = new DropWorkflow(world.settings).lookout(Future.succeededFuture(), clock, Duration.ofMillis(50));
        var options = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
        var id = result(world.clubs().vertx.deployVerticle(verticle, options));
        until("the database is gone", () -> world.space("essai").databases().isEmpty());
        result(world.clubs().vertx.undeploy(id).map(true));
    }

    private static <T> T onVirtualThread(Supplier<T> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return CompletableFuture.supplyAsync(work, threads).join();
        }
    }

    private static List<String> alarms(long migration) {
        return causes("migration " + migration + " overdue");
    }

    private static List<String> causes(String beginning) {
        return letters().stream()
                .map(OutboxEntry::cause)
                .filter(cause -> cause.startsWith(beginning))
                .toList();
    }

    private static List<OutboxEntry> letters() {
        return result(new Outbox().page(world.registry.pool(), Optional.empty(), Long.MAX_VALUE, 200));
    }
}
