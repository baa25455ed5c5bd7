package com.openflyers.gateway.bench;

import com.openflyers.gateway.testing.ChildProcess;
import com.openflyers.gateway.testing.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What h2load saw in one run: as many requests as the other side can take, one at a time on each connection.
///
/// @param succeeded requests answered with 2xx or 3xx
/// @param failed    all others, whatever became of them
record H2Load(long succeeded, long failed, double perSecond) {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Pattern RATE = Pattern.compile("finished in .*?, ([0-9.]+) req/s");
    private static final Pattern COUNTS = Pattern.compile("requests: (\\d+) total, .* (\\d+) succeeded,");

    /// @param core      the processor to run on
    /// @param url       what to ask for
    /// @param arguments of h2load, beyond HTTP/1.1 and one thread
    static H2Load run(int core, String url, String... arguments) {
        var command = new ArrayList<>(List.of(
                "taskset", "-c", Integer.toString(core), Program.H2LOAD.path().toString(), "--h1", "--threads=1"));
        command.addAll(List.of(arguments));
        command.add(url);
        try (var process = ChildProcess.start("h2load", command)) {
            var _ = process.exitCode(LONGEST);
            return parse(process.output());
        }
    }

    static H2Load parse(String output) {
        var rate = RATE.matcher(output);
        var counts = COUNTS.matcher(output);
        if (!rate.find() || !counts.find()) {
            throw new IllegalStateException("h2load printed no result:\n" + output);
        }
        var succeeded = Long.parseLong(counts.group(2));
        return new H2Load(succeeded, Long.parseLong(counts.group(1)) - succeeded, Double.parseDouble(rate.group(1)));
    }
}
