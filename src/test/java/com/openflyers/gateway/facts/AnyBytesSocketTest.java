package com.openflyers.gateway.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Generated cases; what they find is printed as it goes into `finds.txt`.
///
/// Every build plays the same ones, so that none fails for what another one would have found. Others, as long as
/// wanted: `mvn test -Plong -Dtest=AnyBytesSocketTest -Dfacts.minutes=60`. The same again: `-Dfacts.seed=…`, with
/// `-Dfacts.first=…` and `-Dfacts.cases=1` for one case alone.
class AnyBytesSocketTest {

    private static final Logger LOG = Logger.getLogger(AnyBytesSocketTest.class.getName());
    private static final int BATCH = 250;

    private static final long SEED_OF_BUILDS = 2_026;

    private final int first = Integer.getInteger("facts.first", 0);

    /// As many as take half a minute on two processors.
    @Test
    void the_five_facts_hold_for_any_bytes() {
        long seed = Long.getLong("facts.seed", SEED_OF_BUILDS);
        var last = first + Integer.getInteger("facts.cases", 5_000);
        LOG.info(() -> "facts.seed=" + seed + ", cases " + first + " to " + last);
        var finds = new ArrayList<String>();

        try (var stage = new Stage()) {
            for (var from = first; from < last && finds.isEmpty(); from += BATCH) {
                finds.addAll(finds(stage, seed, from, Math.min(last, from + BATCH)));
            }
        }

        assertThat(finds).as("facts.seed=" + seed).isEmpty();
    }

    @Test
    @Tag("long")
    void the_five_facts_hold_for_as_long_as_wanted() {
        long seed = Long.getLong("facts.seed", System.nanoTime());
        var until = System.nanoTime()
                + Duration.ofMinutes(Integer.getInteger("facts.minutes", 10)).toNanos();
        var finds = new ArrayList<String>();
        var from = first;

        try (var stage = new Stage()) {
            for (; System.nanoTime() < until && finds.isEmpty(); from += BATCH) {
                finds.addAll(finds(stage, seed, from, from + BATCH));
            }
        }

        var played = from - first;
        LOG.info(() -> "facts.seed=" + seed + ", " + played + " cases");
        assertThat(finds).as("facts.seed=" + seed).isEmpty();
    }

    private List<String> finds(Stage stage, long seed, int from, int to) {
        var cases = IntStream.range(from, to)
                .mapToObj(number -> Cases.of(seed, number))
                .toList();
        var finds = new ArrayList<String>();
        for (var run : stage.play(cases)) {
            var violations = Judge.violations(run);
            if (!violations.isEmpty()) {
                finds.add(String.join("\n", violations) + "\n" + run);
            }
        }
        finds.addAll(stage.strays());
        return finds;
    }
}
