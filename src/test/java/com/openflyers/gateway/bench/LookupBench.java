package com.openflyers.gateway.bench;

import com.openflyers.gateway.route.HealthCheck;
import com.openflyers.gateway.route.Host;
import com.openflyers.gateway.route.Route;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Space;
import com.openflyers.gateway.route.Upstream;
import com.openflyers.gateway.route.Version;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// How long the route table takes to find a host, and to take over a flip.
///
/// Requests come for a thousand hosts in random order, as clubs are active by turns: their routes lie scattered over
/// the whole table, but the processor's caches hold them, as they would on a loaded node.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
public class LookupBench {

    /// A power of two.
    private static final int ACTIVE = 1024;

    @Param({"100000", "1000000"})
    public int spaces;

    private final RouteTable table = new RouteTable();
    private final String[] hosts = new String[ACTIVE];
    private final byte[][] fields = new byte[ACTIVE][];
    private Space[] active = {};
    private int next;

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        var options = new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .include(LookupBench.class.getName())
                .addProfiler(GCProfiler.class)
                .build();
        var _ = new Runner(options).run();
    }

    @Setup
    public void fill() {
        table.put(new Version("1.3.1", List.of(new Upstream("http", "localhost", 1)), HealthCheck.DEFAULT, Rules.NONE));
        table.put(new Version("2.0", List.of(new Upstream("http", "localhost", 2)), HealthCheck.DEFAULT, Rules.NONE));
        for (var i = 0; i < spaces; i++) {
            table.put(space(i, "1.3.1", 1));
        }
        var random = new SplittableRandom(1);
        active = new Space[ACTIVE];
        for (var i = 0; i < ACTIVE; i++) {
            var number = random.nextInt(spaces);
            active[i] = space(number, "2.0", 2);
            hosts[i] = active[i].host();
            fields[i] = (active[i].host() + ":8080").getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /// The lookup alone.
    @Benchmark
    public @Nullable Route find() {
        return table.find(hosts[next++ & (ACTIVE - 1)]);
    }

    /// From the bytes of a Host field: a new string, whose hash is not known yet, checked and looked up.
    @Benchmark
    public @Nullable Route read_and_find() {
        var field = fields[next++ & (ACTIVE - 1)];
        var host = Host.parse(new String(field, StandardCharsets.ISO_8859_1));
        return host == null ? null : table.find(host);
    }

    @Benchmark
    public void flip() {
        table.put(active[next++ & (ACTIVE - 1)]);
    }

    private static Space space(int number, String version, long revision) {
        var name = "club-" + number;
        return new Space(
                name, name + ".openflyers.fr", name, Space.Kind.PRODUCTION, null, version, null, List.of(), revision);
    }
}
