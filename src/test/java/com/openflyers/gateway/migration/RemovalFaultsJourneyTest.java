package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.db.Ending;
import com.openflyers.gateway.migration.CutLine.Last;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.provision.DropWorkflow;
import com.openflyers.gateway.provision.ProvisionSettings;
import com.openflyers.gateway.provision.Quarantine.Sort;
import com.openflyers.gateway.registry.RegisteredSpace.State;
import com.openflyers.gateway.registry.SpaceDatabase;
import com.openflyers.gateway.testing.Journey;
import com.openflyers.gateway.testing.Scratch;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever a removal is cut off at, its space is removed or as it was, and no other is touched.
@Journey
class RemovalFaultsJourneyTest {

    private static MigrationWorld world;
    private static CutLine line;
    private static DatabaseSettings cut;
    private static Database registry;
    private static RemovalWorkflow removals;
    private static int spaces;

    @BeforeAll
    static void start() {
        var archives = Scratch.directory("archives").toString();
        world = MigrationWorld.of(1, Map.of("GATEWAY_MIGRATION_AT_ONCE", "0", "GATEWAY_PROVISION_ARCHIVES", archives));
        var direct = world.settings;
        line = new CutLine(direct.host(), direct.port());
        cut = new DatabaseSettings(
                "127.0.0.1",
                line.port(),
                direct.name(),
                direct.user(),
                direct.password(),
                direct.poolSize(),
                direct.connectTimeout(),
                direct.statementTimeout());
        registry = new Database(world.clubs().vertx, cut);
        var asked = Settings.of("", "test", Map.of("GATEWAY_PROVISION_ARCHIVES", archives));
        removals = new RemovalWorkflow(PartsUnderTest.of(
                world.clubs().vertx, cut, registry, MigrationSettings.from(asked), ProvisionSettings.from(asked)));
    }

    @AfterAll
    static void stop() {
        result(registry.close().map(true));
        line.close();
        world.close();
    }

    @Test
    void a_removal_that_is_cut_off_here_and_there_is_complete_or_not_begun() {
        var seed = System.nanoTime();
        System.out.println("seed " + seed);
        cutOff(new Random(seed).ints(14, 1, messages() + 1).sorted().boxed().toList());
    }

    @Test
    @Tag("long")
    void a_removal_that_is_cut_off_at_any_message_is_complete_or_not_begun() {
        var all = messages() + 5;
        cutOff(IntStream.rangeClosed(1, all).boxed().toList());
    }

    @Test
    void a_removal_that_is_cut_off_in_its_transaction_is_complete_or_not_begun() {
        // The last messages are the transaction's.
        var all = messages();
        cutOff(IntStream.rangeClosed(all - 16, all + 1).boxed().toList());
    }

    @Test
    void of_two_clicks_one_removes_and_the_other_is_told_why_not() {
        var space = newSpace();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var both = List.of(
                    CompletableFuture.supplyAsync(() -> tryRemove(space), threads),
                    CompletableFuture.supplyAsync(() -> tryRemove(space), threads));
            var ends = both.stream().map(CompletableFuture::join).toList();

            assertThat(ends).filteredOn(end -> end.startsWith("Removed")).hasSize(1);
            assertThat(ends)
                    .filteredOn(end -> end.startsWith("Kept") || end.startsWith("Unknown"))
                    .hasSize(1);
        }
        assertThat(complaints(space)).isEmpty();
        assertThat(world.space(space).state()).isEqualTo(State.CLOSED);
    }

    /// A fortnight later.
    @Test
    void what_drops_is_cut_off_at_any_message_and_drops_what_is_due_and_nothing_else() {
        var stays = newSpace();
        var later = new ArrayList<String>();
        for (var message = 2; message <= 26; message += 2) {
            var space = newSpace();
            assertThat(tryRemove(space)).startsWith("Removed");
            later.add(space);
            var name = world.space(space).databases().getFirst().name();
            line.cutAt(message, message % 4 == 0 ? Last.HEARD : Last.LOST);
            var drops = new DropWorkflow(cut)
                    .lookout(
                            Future.succeededFuture(),
                            () -> Instant.now().plus(Duration.ofDays(15)),
                            Duration.ofMillis(50));
            var id = result(world.clubs()
                    .vertx
                    .deployVerticle(drops, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
            until(
                    name + " is dropped",
                    () -> !world.stored().exists(name)
                            && world.space(space).databases().isEmpty());
            var _ = line.leaveAlone();
            result(world.clubs().vertx.undeploy(id).map(true));
        }

        assertThat(complaints(stays)).isEmpty();
        assertThat(world.space(stays).state()).isEqualTo(State.ACTIVE);
        assertThat(later)
                .allSatisfy(space -> assertThat(world.parts().archives().latest(new DatabaseName(database(space))))
                        .isPresent());
    }

    private static void cutOff(List<Integer> messages) {
        var found = new ArrayList<String>();
        var space = newSpace();
        for (var message : messages) {
            for (var last : Last.values()) {
                line.cutAt(message, last);
                var end = tryRemove(space);
                var _ = line.leaveAlone();
                for (var complaint : settled(space)) {
                    found.add("cut at " + message + ", " + last + " (" + end + "): " + complaint);
                }
                if (world.space(space).state() == State.CLOSED) {
                    space = newSpace();
                }
            }
        }
        assertThat(found).isEmpty();
        assertThat(tryRemove(space)).startsWith("Removed");
        assertThat(complaints(space)).isEmpty();
    }

    /// What was sent before the line was cut may be at work for another moment.
    private static List<String> settled(String space) {
        until("no transaction is under way", () -> world.stored().atWork("adieu") == 0);
        return complaints(space);
    }

    private static int messages() {
        line.cutAt(Integer.MAX_VALUE, Last.LOST);
        assertThat(tryRemove(newSpace())).startsWith("Removed");
        return line.leaveAlone();
    }

    private static String tryRemove(String space) {
        try {
            return String.valueOf(removals.remove(space, space, Ending.COMMIT, (_, _, _) -> Future.succeededFuture()));
        } catch (Exception e) {
            // A timeout, too, which an await throws undeclared.
            return e.toString();
        }
    }

    private static String newSpace() {
        var space = "adieu" + ++spaces;
        world.testSpace(space);
        return space;
    }

    private static String database(String space) {
        return space + "_131";
    }

    /// What is neither as before the removal nor as after it.
    private static List<String> complaints(String space) {
        var found = new ArrayList<String>();
        var standing = world.space(space);
        var databases = standing.databases();
        var name = new DatabaseName(database(space));
        var aside = result(world.parts().quarantine().all(world.registry.pool())).stream()
                .filter(entry -> entry.former().equals(name))
                .toList();
        var isGone = standing.state() == State.CLOSED;
        var role = isGone ? SpaceDatabase.Role.QUARANTINED : SpaceDatabase.Role.LIVE;
        if (databases.size() != 1 || databases.getFirst().role() != role) {
            found.add("its databases are " + databases);
        } else if (!world.stored().exists(databases.getFirst().name())) {
            found.add("there is no " + databases.getFirst());
        }
        if (isGone == world.stored().exists(name.text())) {
            found.add(standing.state() + ", and " + name + (isGone ? " is there" : " is not there"));
        }
        if (aside.size() != (isGone ? 1 : 0) || aside.stream().anyMatch(entry -> entry.sort() != Sort.TEST_SPACE)) {
            found.add(standing.state() + ", and set aside is " + aside);
        }
        if (isGone == world.stored().letter("removal " + space + " asked").isEmpty()) {
            found.add(standing.state() + ", and the letter is not as that says");
        }
        if (isGone && world.parts().archives().latest(name).isEmpty()) {
            found.add("closed without an archive");
        }
        if (!isGone && (standing.closure() != null || world.stored().bookings(name.text()) == 0)) {
            found.add("it is not open with all it had");
        }
        return found;
    }
}
