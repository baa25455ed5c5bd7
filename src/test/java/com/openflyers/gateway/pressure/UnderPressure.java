package com.openflyers.gateway.pressure;

import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.Load;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Presses a gateway in every way and prints a Markdown table: what it costs in memory, and what others notice.
///
/// The others are 8 connections that ask a hundred times a second each. Their 99th percentile is taken without and with
/// the pressure in turn, and the median of the ratios of neighbours is what counts. Settings come from the environment:
/// `PRESSURE_ROUNDS` (5), `PRESSURE_SECONDS` of each measurement (5), `PRESSURE_ONLY` names of [Pressure]s,
/// `PRESSURE_TRANSPORT`.
final class UnderPressure {

    private static final int OTHERS = 8;
    private static final double MIB = 1 << 20;

    /// What one pressure did.
    ///
    /// @param ratio    of the others' 99th percentile to that without it
    /// @param resident growth outside of the heap, in bytes, at most
    /// @param heap     growth of what is reachable, in bytes
    /// @param refused  answers to the others that were not 200
    record Effect(double ratio, double quietMillis, long resident, long heap, long refused) {}

    public static void main(String[] arguments) {
        var rounds = setting("PRESSURE_ROUNDS", 5);
        var seconds = setting("PRESSURE_SECONDS", 5);
        System.out.println("| load | others' p99 | of that without | memory outside of the heap | heap |");
        System.out.println("|---|---|---|---|---|");
        for (var pressure : chosen()) {
            var effect = measure(pressure, rounds, seconds);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | × %.2f | %.2f ms | %+.1f MiB | %+.1f MiB |%s%n",
                    pressure.says(),
                    effect.ratio(),
                    effect.quietMillis(),
                    effect.resident() / MIB,
                    effect.heap() / MIB,
                    effect.refused() == 0 ? "" : " " + effect.refused() + " of the others' requests failed");
        }
    }

    static Effect measure(Pressure pressure, int rounds, int seconds) {
        try (var gateway = PressedGateway.start()) {
            // Unmeasured: until then a JVM compiles more than it serves, and pools grow.
            var refused = p99(gateway, 2 * seconds).refused();
            try (var _ = pressure.begin(gateway.port())) {
                refused += p99(gateway, seconds).refused();
            }
            awaitCalm(gateway);
            var heap = gateway.liveHeapBytes();
            var resident = gateway.residentBytes();
            var ratios = new double[rounds];
            var quiet = new double[rounds];
            var heapGrowth = 0L;
            var residentGrowth = 0L;
            for (var round = 0; round < rounds; round++) {
                var before = p99(gateway, seconds);
                try (var _ = pressure.begin(gateway.port())) {
                    var during = p99(gateway, seconds);
                    heapGrowth = Math.max(heapGrowth, gateway.liveHeapBytes() - heap);
                    residentGrowth = Math.max(residentGrowth, gateway.residentBytes() - resident);
                    refused += before.refused() + during.refused();
                    ratios[round] = during.millis() / before.millis();
                    quiet[round] = before.millis();
                }
                awaitCalm(gateway);
            }
            return new Effect(median(ratios), median(quiet), residentGrowth, heapGrowth, refused);
        }
    }

    private static Load.Percentile p99(PressedGateway gateway, int seconds) {
        return Load.p99(Hosts.CALM, gateway.port(), OTHERS, Duration.ofSeconds(seconds));
    }

    private static void awaitCalm(PressedGateway gateway) {
        Futures.until("everybody has left", () -> gateway.connections() == 0);
    }

    private static double median(double[] figures) {
        var sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static List<Pressure> chosen() {
        var names = System.getenv("PRESSURE_ONLY");
        return names == null
                ? List.of(Pressure.values())
                : Arrays.stream(names.split(",")).map(Pressure::valueOf).toList();
    }

    private static int setting(String name, int otherwise) {
        var text = System.getenv(name);
        return text == null ? otherwise : Integer.parseInt(text);
    }
}
