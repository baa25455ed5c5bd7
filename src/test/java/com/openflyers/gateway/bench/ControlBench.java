package com.openflyers.gateway.bench;

import static com.openflyers.gateway.testing.StoredRegistry.space;
import static com.openflyers.gateway.testing.StoredRegistry.version;

import com.openflyers.gateway.testing.GatewayConfig;
import com.openflyers.gateway.testing.GatewayProcess;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/// How long a node takes to start, and how long two nodes take to follow a flip: prints a Markdown table of each.
///
/// Start: from the command to the first 200 of `/ready`, from the jar, with the registry in reach. Flip: from the
/// commit, as whoever flipped saw it, to the write in the route table of the slower of two nodes, at 50 flips a
/// second. An applied flip that was seen before its commit was counts as 0.
final class ControlBench {

    private static final int STARTS = 5;
    private static final int FLIPS = 1_500;
    /// Of those, not measured: the code is being compiled.
    private static final int WARM_UP = 500;
    private static final int PER_SECOND = 50;
    private static final List<String> VERSIONS = List.of("1.3.1", "2.0");

    private final Vertx vertx = Vertx.vertx();

    public static void main(String[] arguments) throws IOException {
        var bench = new ControlBench();
        System.out.println(Machine.line());
        bench.starts();
        bench.flips();
        System.exit(0);
    }

    private void starts() throws IOException {
        System.out.printf(
                "%n| spaces | ready after, median of %d, s | with an AOT cache, s |%n|---|---|---|%n", STARTS);
        var cache = Files.createTempDirectory("bench").resolve("gateway.aot");
        for (var spaces : List.of(1_000, 100_000)) {
            var registry = registry();
            registry.addTestSpaces(spaces);
            var config = GatewayConfig.on(registry.settings);
            var plain = new double[STARTS];
            var knowing = new double[STARTS];
            var _ = start(config, List.of("-XX:AOTCacheOutput=" + cache));
            for (var start = 0; start < STARTS; start++) {
                plain[start] = start(config, List.of());
                knowing[start] = start(config, List.of("-XX:AOTCache=" + cache));
            }
            System.out.printf(Locale.ROOT, "| %,d | %.2f | %.2f |%n", spaces, median(plain), median(knowing));
        }
    }

    /// From the start of the process, in seconds.
    private static double start(GatewayConfig config, List<String> options) {
        var began = System.nanoTime();
        try (var gateway = GatewayProcess.launchJar(config.yaml(), config.environment(), options)) {
            gateway.awaitReady();
            var took = (System.nanoTime() - began) / 1e9;
            var _ = gateway.process().terminate();
            return took;
        }
    }

    private static double median(double[] seconds) {
        return Arrays.stream(seconds).sorted().toArray()[seconds.length / 2];
    }

    private void flips() {
        var registry = registry();
        try (var one = new FollowingTable(registry.settings, "aeroclub");
                var two = new FollowingTable(registry.settings, "aeroclub")) {
            one.awaitVersion(VERSIONS.getFirst());
            two.awaitVersion(VERSIONS.getFirst());
            var nanos = new long[FLIPS - WARM_UP];
            var began = System.nanoTime();
            for (var flip = 0; flip < FLIPS; flip++) {
                var to = VERSIONS.get((flip + 1) % 2);
                var _ = registry.flip("aeroclub", to);
                var committed = System.nanoTime();
                var applied = Math.max(one.awaitVersion(to), two.awaitVersion(to));
                if (flip >= WARM_UP) {
                    nanos[flip - WARM_UP] = Math.max(0, applied - committed);
                }
                LockSupport.parkNanos(
                        began + (flip + 1) * Duration.ofSeconds(1).toNanos() / PER_SECOND - System.nanoTime());
            }
            Arrays.sort(nanos);
            System.out.printf("%n| flips, %d a second, two nodes | p50, ms | p99, ms | slowest |%n", PER_SECOND);
            System.out.printf(
                    Locale.ROOT,
                    "|---|---|---|---|%n| %,d | %.2f | %.2f | %.2f |%n",
                    nanos.length,
                    nanos[nanos.length / 2] / 1e6,
                    nanos[nanos.length * 99 / 100] / 1e6,
                    nanos[nanos.length - 1] / 1e6);
        }
    }

    private StoredRegistry registry() {
        var registry = new StoredRegistry(vertx, Postgres.database());
        for (var name : VERSIONS) {
            var _ = registry.put(version(name, 9));
        }
        var _ = registry.put(space("aeroclub", VERSIONS.get(0), VERSIONS.get(1)));
        return registry;
    }
}
