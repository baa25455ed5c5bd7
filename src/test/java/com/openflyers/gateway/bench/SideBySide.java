package com.openflyers.gateway.bench;

import com.openflyers.gateway.bench.Scenario.Bench;
import com.openflyers.gateway.testing.Program;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The gateway beside nginx and HAProxy: prints a Markdown table for each [Scenario].
///
/// One upstream for all, on one core with the load generator; all proxies on another, one at work at a time. Machines
/// drift by a third within minutes, so rounds are interleaved, each proxy is compared with nginx *of the same round*,
/// and the median of those ratios is what counts. Settings come from the environment:
///
/// - `BENCH_SCENARIOS` (all of them: `kept,new,download,upload,paced`), `BENCH_ROUNDS` (7)
/// - `BENCH_LENGTH`, percent of the usual length of each run (100)
/// - `BENCH_LOGS`, whether every proxy writes a line for each request (`false`)
/// - `BENCH_TRANSPORTS` of the gateway (`io_uring,epoll`; empty for none)
/// - `BENCH_PROXY_CORE` (0), `BENCH_LOAD_CORE` (1)
final class SideBySide {

    /// Requests a second.
    private static final double MORE_THAN_IT_CAN = 100_000;

    private final int rounds = number("BENCH_ROUNDS", 7);
    private final int percent = number("BENCH_LENGTH", 100);
    private final int loadCore = number("BENCH_LOAD_CORE", 1);
    private final List<String> pinnedProxy = pinned(number("BENCH_PROXY_CORE", 0));
    private final boolean logs = Boolean.parseBoolean(text("BENCH_LOGS", "false"));

    public static void main(String[] arguments) throws IOException {
        // Found or installed before anything is measured.
        var _ = Program.H2LOAD.path();
        new SideBySide().run();
    }

    private void run() throws IOException {
        var contenders = new ArrayList<Contender>();
        try (var origin = new Origin(pinned(loadCore))) {
            var terms = new Contender.Terms(pinnedProxy, origin.port(), logs);
            contenders.add(Contender.nginx(terms));
            contenders.add(Contender.haproxy(terms));
            for (var transport : names("BENCH_TRANSPORTS", "io_uring,epoll")) {
                contenders.add(Contender.gateway(terms, transport));
            }
            System.out.println(Machine.line() + (logs ? ", access logs on" : ", access logs off"));
            compare(contenders, origin);
        } finally {
            contenders.forEach(contender -> contender.process().close());
        }
    }

    private void compare(List<Contender> contenders, Origin origin) {
        var bench = new Bench(loadCore, percent, 0, origin.largeFile());
        // Unmeasured: until then a JVM compiles more than it serves.
        contenders.forEach(contender -> Scenario.KEPT.run(contender, bench));
        for (var name : names("BENCH_SCENARIOS", "kept,new,download,upload,paced")) {
            var scenario = Scenario.parse(name);
            var half = scenario == Scenario.PACED ? saturation(contenders.getFirst()) / 2 : 0;
            var terms = new Bench(loadCore, percent, half, origin.largeFile());
            Table.print(scenario, rounds, measure(scenario, contenders, terms));
        }
    }

    /// What the open load gets through the proxy when it is asked for more than it can do: it shares its core with the
    /// upstream, and is slower than h2load.
    private double saturation(Contender contender) {
        return OpenLoad.run(loadCore, contender.port(), Scenario.CONNECTIONS, MORE_THAN_IT_CAN, Duration.ofSeconds(3))
                .perSecond();
    }

    private Map<String, List<Cost>> measure(Scenario scenario, List<Contender> contenders, Bench bench) {
        var costs = new LinkedHashMap<String, List<Cost>>();
        contenders.forEach(contender -> costs.put(contender.name(), new ArrayList<>()));
        contenders.forEach(contender -> scenario.run(contender, bench));
        var order = new ArrayList<>(contenders);
        for (var round = 1; round <= rounds; round++) {
            for (var contender : order) {
                var cost = Cost.of(scenario, contender, bench);
                costs.get(contender.name()).add(cost);
                System.err.printf(
                        Locale.ROOT, "%s, round %d of %d: %-18s %s%n", scenario, round, rounds, contender.name(), cost);
            }
            Collections.rotate(order, 1);
        }
        return costs;
    }

    private static List<String> names(String variable, String otherwise) {
        return Arrays.stream(text(variable, otherwise).split(","))
                .filter(name -> !name.isBlank())
                .toList();
    }

    private static int number(String variable, int otherwise) {
        return Integer.parseInt(text(variable, Integer.toString(otherwise)));
    }

    private static String text(String variable, String otherwise) {
        return System.getenv().getOrDefault(variable, otherwise);
    }

    private static List<String> pinned(int core) {
        return List.of("taskset", "-c", Integer.toString(core));
    }
}
