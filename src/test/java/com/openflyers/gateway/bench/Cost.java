package com.openflyers.gateway.bench;

import com.openflyers.gateway.bench.Scenario.Bench;
import com.openflyers.gateway.bench.Scenario.Run;
import java.util.Locale;

/// What one run of one proxy cost, in microseconds of processor time for a request, and what it showed.
record Cost(double user, double system, Run run) {

    static Cost of(Scenario scenario, Contender contender, Bench bench) {
        var process = ProcessHandle.of(contender.process().pid()).orElseThrow();
        var before = CpuTime.of(process);
        var run = scenario.run(contender, bench);
        var used = CpuTime.of(process).minus(before);
        return new Cost(used.userMicros() / run.succeeded(), used.systemMicros() / run.succeeded(), run);
    }

    double total() {
        return user + system;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%8.1f µs, %8.2f, %d failed", total(), run.figure(), run.failed());
    }
}
