package com.openflyers.gateway.bench;

import com.openflyers.gateway.testing.ChildProcess;
import com.openflyers.gateway.testing.ForeignProxy;
import com.openflyers.gateway.testing.Ports;
import com.openflyers.gateway.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Processor time of a proxied request, ours beside that of nginx and HAProxy: prints a Markdown table.
///
/// One upstream for all, on one core with the load generator; all proxies on another, one at work at a time. Machines
/// drift by a third within minutes, so rounds are interleaved, each proxy is compared with nginx *of the same round*,
/// and the median of those ratios is what counts. Settings come from the environment:
///
/// - `BENCH_ROUNDS` (7), `BENCH_REQUESTS` of one run (200000), `BENCH_CONNECTIONS` (64)
/// - `BENCH_TRANSPORTS` of the gateway (`io_uring,epoll`; empty for none)
/// - `BENCH_PROXY_CORE` (0), `BENCH_LOAD_CORE` (1)
final class SideBySide {

    private static final int ANSWER_BYTES = 1024;
    private static final String REFERENCE = "nginx";

    private final int rounds = setting("BENCH_ROUNDS", 7);
    private final int requests = setting("BENCH_REQUESTS", 200_000);
    private final int connections = setting("BENCH_CONNECTIONS", 64);
    private final int loadCore = setting("BENCH_LOAD_CORE", 1);
    private final String[] pinnedProxy = pinned(setting("BENCH_PROXY_CORE", 0));

    /// What one run of one proxy cost, in microseconds of processor time for a request.
    private record Cost(double user, double system, double perSecond, long failed) {
        double total() {
            return user + system;
        }
    }

    public static void main(String[] arguments) throws IOException {
        new SideBySide().run();
    }

    private void run() throws IOException {
        var upstreamPort = Ports.free();
        var contenders = new ArrayList<Contender>();
        try (var _ = upstream(upstreamPort)) {
            contenders.add(Contender.nginx(pinnedProxy, upstreamPort));
            contenders.add(Contender.haproxy(pinnedProxy, upstreamPort));
            for (var transport : transports()) {
                contenders.add(Contender.gateway(pinnedProxy, upstreamPort, transport));
            }
            var costs = measure(contenders);
            print(costs);
        } finally {
            contenders.forEach(contender -> contender.process().close());
        }
    }

    private ForeignProxy upstream(int port) {
        var http = """
                    server {
                        listen 127.0.0.1:%d;
                        keepalive_requests 1000000000;
                        keepalive_timeout 1h;
                        location / { return 200 "%s"; }
                    }
                """.formatted(port, "x".repeat(ANSWER_BYTES));
        return ForeignProxy.nginx(http, port, pinned(loadCore));
    }

    private Map<String, List<Cost>> measure(List<Contender> contenders) {
        var costs = new LinkedHashMap<String, List<Cost>>();
        contenders.forEach(contender -> costs.put(contender.name(), new ArrayList<>()));
        // Unmeasured: until then a JVM compiles more than it serves.
        contenders.forEach(this::cost);
        var order = new ArrayList<>(contenders);
        for (var round = 1; round <= rounds; round++) {
            for (var contender : order) {
                var cost = cost(contender);
                costs.get(contender.name()).add(cost);
                System.err.printf(
                        Locale.ROOT,
                        "round %d of %d: %-18s %5.1f µs, %6.0f requests/s, %d failed%n",
                        round,
                        rounds,
                        contender.name(),
                        cost.total(),
                        cost.perSecond(),
                        cost.failed());
            }
            Collections.rotate(order, 1);
        }
        return costs;
    }

    private Cost cost(Contender contender) {
        var process = ProcessHandle.of(contender.process().pid()).orElseThrow();
        var before = CpuTime.of(process);
        var load = Load.run(loadCore, connections, requests, contender.port());
        var used = CpuTime.of(process).minus(before);
        return new Cost(
                used.userMicros() / load.succeeded(),
                used.systemMicros() / load.succeeded(),
                load.perSecond(),
                load.failed());
    }

    private void print(Map<String, List<Cost>> costs) throws IOException {
        var reference = costs.get(REFERENCE);
        System.out.printf(
                Locale.ROOT,
                "%d keep-alive connections, %d-byte answers, %d rounds of %d requests; %s, Linux %s, Java %s, %s%n%n",
                connections,
                ANSWER_BYTES,
                rounds,
                requests,
                processor(),
                System.getProperty("os.version"),
                Runtime.version(),
                versions());
        System.out.println("| | CPU of a request, µs | user | system | to nginx | requests/s on one core | failed |");
        System.out.println("|---|---|---|---|---|---|---|");
        costs.forEach((name, runs) -> {
            var ratios = new double[runs.size()];
            Arrays.setAll(
                    ratios,
                    round -> runs.get(round).total() / reference.get(round).total());
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %.1f | %.2f | %.0f | %d |%n",
                    name,
                    median(runs, Cost::total),
                    median(runs, Cost::user),
                    median(runs, Cost::system),
                    median(ratios),
                    median(runs, Cost::perSecond),
                    runs.stream().mapToLong(Cost::failed).sum());
        });
    }

    private static double median(List<Cost> runs, ToDoubleFunction<Cost> figure) {
        return median(runs.stream().mapToDouble(figure).toArray());
    }

    private static double median(double[] figures) {
        var sorted = figures.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static List<String> transports() {
        var names = System.getenv().getOrDefault("BENCH_TRANSPORTS", "io_uring,epoll");
        return Arrays.stream(names.split(",")).filter(name -> !name.isBlank()).toList();
    }

    private static int setting(String name, int otherwise) {
        var text = System.getenv(name);
        return text == null ? otherwise : Integer.parseInt(text);
    }

    private static String[] pinned(int core) {
        return new String[] {"taskset", "-c", Integer.toString(core)};
    }

    private static String processor() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse("unknown processor");
        }
    }

    private static String versions() {
        return firstLine(Program.NGINX, "-v") + ", " + firstLine(Program.HAPROXY, "-v");
    }

    private static String firstLine(Program program, String option) {
        try (var process =
                ChildProcess.start(program.executable(), List.of(program.path().toString(), option))) {
            return process.awaitLine("version").replaceFirst(" \\d{4}/.*", "");
        }
    }
}
