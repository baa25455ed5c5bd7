package com.openflyers.gateway.pressure;

import com.openflyers.gateway.testing.ChildProcess;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.GatewayProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A real `serve` in 128 MB of heap, with the hosts that the pressures need, and what it holds.
///
/// The heap is resident from the start, so that growth of the resident set is growth outside of the heap.
final class PressedGateway implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch");

    private final Map<String, FakeUpstream> hosts;
    private final GatewayProcess process;

    private PressedGateway(Map<String, FakeUpstream> hosts, String yaml, List<String> options) {
        this.hosts = hosts;
        this.process = GatewayProcess.launch(yaml, Map.of(), List.of(), options);
        process.awaitListening();
    }

    static PressedGateway start() {
        return start(Hosts.all());
    }

    /// @param more options of the JVM
    static PressedGateway start(Map<String, FakeUpstream> hosts, String... more) {
        var fixed = hosts.entrySet().stream()
                .map(host -> host.getKey() + ": \"" + host.getValue().address() + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
        var yaml = """
                edge:
                  host: 127.0.0.1
                  transport: %s
                  fixed-hosts: %s
                  # A machine that is short of processors for a moment is no overload of the gateway's.
                  overload:
                    lag: 10s
                access-log:
                  enabled: false
                """.formatted(System.getenv().getOrDefault("PRESSURE_TRANSPORT", "auto"), fixed);
        var options = new ArrayList<>(OPTIONS);
        options.addAll(List.of(more));
        return new PressedGateway(hosts, yaml, options);
    }

    int port() {
        return process.edgePort();
    }

    /// Everything it has printed.
    String output() {
        return process.process().output();
    }

    /// Bytes of memory that it keeps resident now, by `/proc/<pid>/status` (proc(5)).
    long residentBytes() {
        try (var lines =
                Files.lines(Path.of("/proc", Long.toString(process.process().pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Bytes of the heap that are reachable now: the histogram counts them, after a collection.
    long liveHeapBytes() {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var command = List.of(jcmd, Long.toString(process.process().pid()), "GC.class_histogram");
        try (var histogram = ChildProcess.start("jcmd", command)) {
            var _ = histogram.exitCode();
            var total = histogram.awaitLine("Total ").trim().split(" +");
            return Long.parseLong(total[2]);
        }
    }

    /// Connections of clients.
    int connections() {
        return process.text("/metrics")
                .lines()
                .filter(line -> line.startsWith("gateway_connections "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        process.close();
        hosts.values().forEach(FakeUpstream::close);
    }
}
