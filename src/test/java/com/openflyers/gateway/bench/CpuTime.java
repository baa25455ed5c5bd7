package com.openflyers.gateway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Processor time that a process and its children have used so far, from `/proc/<pid>/stat` (proc(5)).
///
/// @param userTicks   in the program, in hundredths of a second
/// @param systemTicks in the kernel on its behalf
record CpuTime(long userTicks, long systemTicks) {

    /// USER_HZ: 100 on every architecture that we measure on.
    private static final double MICROS_PER_TICK = 10_000;

    static CpuTime of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(ProcessHandle::pid)
                .map(CpuTime::ofOne)
                .reduce(new CpuTime(0, 0), CpuTime::plus);
    }

    private static CpuTime ofOne(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The second field is the name in parentheses and may hold anything; fields 14 and 15 are ours.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return new CpuTime(Long.parseLong(fields[11]), Long.parseLong(fields[12]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CpuTime minus(CpuTime earlier) {
        return new CpuTime(userTicks - earlier.userTicks, systemTicks - earlier.systemTicks);
    }

    double userMicros() {
        return userTicks * MICROS_PER_TICK;
    }

    double systemMicros() {
        return systemTicks * MICROS_PER_TICK;
    }

    private CpuTime plus(CpuTime other) {
        return new CpuTime(userTicks + other.userTicks, systemTicks + other.systemTicks);
    }
}
