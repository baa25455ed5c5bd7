package com.openflyers.gateway.bench;

import com.openflyers.gateway.testing.ChildProcess;
import com.openflyers.gateway.testing.Program;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// What h2load saw in one run.
///
/// @param succeeded requests answered with 2xx or 3xx
/// @param failed    all others, whatever became of them
record Load(long succeeded, long failed, double perSecond) {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Pattern RATE = Pattern.compile("finished in .*?, ([0-9.]+) req/s");
    private static final Pattern COUNTS = Pattern.compile("requests: (\\d+) total, .* (\\d+) succeeded,");

    /// Sends GETs over HTTP/1.1 connections that are kept, each with one request at a time.
    ///
    /// @param core the processor to run on
    static Load run(int core, int connections, long requests, int port) {
        var command = List.of(
                "taskset",
                "-c",
                Integer.toString(core),
                Program.H2LOAD.path().toString(),
                "--h1",
                "--threads=1",
                "--clients=" + connections,
                "--requests=" + requests,
                "http://127.0.0.1:" + port + "/");
        try (var process = ChildProcess.start("h2load", command)) {
            var _ = process.exitCode(LONGEST);
            return parse(process.output());
        }
    }

    static Load parse(String output) {
        var rate = RATE.matcher(output);
        var counts = COUNTS.matcher(output);
        if (!rate.find() || !counts.find()) {
            throw new IllegalStateException("h2load printed no result:\n" + output);
        }
        var succeeded = Long.parseLong(counts.group(2));
        return new Load(succeeded, Long.parseLong(counts.group(1)) - succeeded, Double.parseDouble(rate.group(1)));
    }
}
