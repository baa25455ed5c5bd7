package com.openflyers.gateway.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.migration.FaultedMigration.Judged;
import com.openflyers.gateway.testing.Journey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Migrations with a fault in each of them, while members book: whatever fails, nothing that they were told is
/// wrong.
@Journey
class FaultsJourneyTest {

    private static final int AT_ONCE = Integer.getInteger("faults.at-once", 4);
    private static final AtomicInteger CLUBS = new AtomicInteger();

    @Test
    void every_state_a_coordinator_leaves_has_its_faults() {
        assertThat(Faults.all()).hasSizeGreaterThanOrEqualTo(257).doesNotHaveDuplicates();
        assertThat(Faults.all()).containsAll(Faults.everyday());
    }

    @Test
    void nothing_is_lost_whatever_fails() {
        assertThat(complaints(Faults.everyday())).isEmpty();
    }

    /// Those of the archive alone.
    @Test
    @Tag("long")
    void what_is_left_is_archived_and_set_aside_once_whatever_fails() {
        assertThat(complaints(Faults.all().stream()
                        .filter(fault -> fault.state().isOver())
                        .toList()))
                .isEmpty();
    }

    /// Each of them twice; with `-Dfaults.from` and `-Dfaults.to`, some.
    @Test
    @Tag("long")
    void nothing_is_lost_whatever_fails_in_whichever_state() {
        var twice = new ArrayList<>(Faults.all());
        twice.addAll(Faults.all());
        var from = Integer.getInteger("faults.from", 0);
        var to = Integer.getInteger("faults.to", twice.size());

        assertThat(complaints(twice.subList(from, to))).isEmpty();
    }

    private static List<String> complaints(List<Fault> faults) {
        var began = System.nanoTime();
        var seed = Long.getLong("faults.seed", began);
        var requests = new ConcurrentHashMap<String, Integer>();
        var judged = Collections.synchronizedList(new ArrayList<Judged>());
        // The nodes leave migrations alone: whoever is quicker than the faulty coordinator spoils its fault.
        try (var world = MigrationWorld.of(2, Map.of("GATEWAY_MIGRATION_AT_ONCE", "0"));
                var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            world.listen(id -> requests.merge(id, 1, Integer::sum));
            var all = IntStream.range(0, faults.size())
                    .mapToObj(number -> CompletableFuture.runAsync(
                            () -> judged.add(judge(world, faults.get(number), seed + number)), threads))
                    .toArray(CompletableFuture[]::new);
            // Before the world ends.
            CompletableFuture.allOf(all).join();
        }
        var seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        System.out.printf("seed %d, %d requests%n%s", seed, requests.size(), FaultTable.of(judged, seconds));
        var complaints = new ArrayList<String>();
        judged.forEach(each -> each.complaints().forEach(complaint -> complaints.add(each.fault() + ": " + complaint)));
        requests.forEach((id, times) -> {
            if (times > 1) {
                complaints.add("C8: request " + id + " reached a server " + times + " times");
            }
        });
        return complaints;
    }

    private static Judged judge(MigrationWorld world, Fault fault, long seed) {
        try {
            var space = "faulted" + CLUBS.incrementAndGet();
            return switch (fault.state()) {
                case ACCEPTED, REVERSED -> new FaultedArchive(world, space, fault).judge();
                default ->
                    fault.purpose() == Purpose.REVERSE
                            ? new FaultedWayBack(world, space, fault, seed).judge()
                            : new FaultedMigration(world, space, fault, seed).judge();
            };
        } catch (RuntimeException | AssertionError e) {
            return new Judged(fault, State.NEEDS_HUMAN, List.of(e.toString()));
        }
    }
}
