package com.openflyers.gateway.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Journey;
import com.openflyers.gateway.testing.Transports;
import io.vertx.core.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Generated cases; what they find is printed as it goes into `finds.txt`.
///
/// Every build plays the same ones, so that none fails for what another one would have found. Others, as long as
/// wanted: `mvn test -Plong -Dtest=AnyBytesSocketTest -Dfacts.minutes=60`, a third of the time on each transport.
/// The same again: `-Dfacts.seed=…`, with `-Dfacts.first=…` and `-Dfacts.cases=1` for one case alone.
@Journey
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

        try (var stage = new Stage(Transport.NIO)) {
            for (var from = first; from < last && finds.isEmpty(); from += BATCH) {
                finds.addAll(finds(stage, seed, from, Math.min(last, from + BATCH)));
            }
        }

        assertThat(finds).as("facts.seed=" + seed).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("com.openflyers.gateway.testing.Transports#all")
    @Tag("long")
    void the_five_facts_hold_for_as_long_as_wanted(Transport transport) {
        long seed = Long.getLong("facts.seed", System.nanoTime());
        var minutes = Duration.ofMinutes(Integer.getInteger("facts.minutes", 10));
        var until =
                System.nanoTime() + minutes.dividedBy(Transports.all().count()).toNanos();
        var finds = new ArrayList<String>();
        var from = first;

        try (var stage = new Stage(transport)) {
            for (; System.nanoTime() < until && finds.isEmpty(); from += BATCH) {
                finds.addAll(finds(stage, seed, from, from + BATCH));
            }
        }

        var played = from - first;
        LOG.info(() -> transport.name() + ", facts.seed=" + seed + ", " + played + " cases");
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
