package com.openflyers.gateway.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Migrations with a fault in each of them, while members book: whatever fails, nothing that they were told is
/// wrong.
class FaultsJourneyTest {

    private static final int AT_ONCE = 3;
    private static final AtomicInteger CLUBS = new AtomicInteger();

    @Test
    void every_state_a_coordinator_leaves_has_its_faults() {
        assertThat(Faults.all()).hasSizeGreaterThanOrEqualTo(170).doesNotHaveDuplicates();
        assertThat(Faults.all()).containsAll(Faults.everyday());
    }

    @Test
    @Tag("long")
    void nothing_is_lost_whatever_fails() {
        assertThat(complaints(Faults.everyday())).isEmpty();
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
        var complaints = Collections.synchronizedList(new ArrayList<String>());
        try (var world = MigrationWorld.of(2);
                var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var judged = faults.stream()
                    .map(fault -> CompletableFuture.runAsync(() -> judge(world, fault, complaints), threads))
                    .toArray(CompletableFuture[]::new);
            // Before the world ends.
            CompletableFuture.allOf(judged).join();
        }
        return complaints;
    }

    private static void judge(MigrationWorld world, Fault fault, List<String> complaints) {
        try {
            new FaultedMigration(world, "faulted" + CLUBS.incrementAndGet(), fault)
                    .complaints()
                    .forEach(complaint -> complaints.add(fault + ": " + complaint));
        } catch (RuntimeException | AssertionError e) {
            complaints.add(fault + ": " + e);
        }
    }
}
