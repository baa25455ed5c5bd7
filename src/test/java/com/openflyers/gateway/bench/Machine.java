package com.openflyers.gateway.bench;

import com.openflyers.gateway.testing.ChildProcess;
import com.openflyers.gateway.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// On what, and with what, something was measured.
final class Machine {

    private Machine() {}

    static String line() throws IOException {
        return "%s, Linux %s, Java %s, %s, %s"
                .formatted(
                        processor(),
                        System.getProperty("os.version"),
                        Runtime.version(),
                        firstLine(Program.NGINX, "-v"),
                        firstLine(Program.HAPROXY, "-v"));
    }

    private static String processor() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse("unknown processor");
        }
    }

    private static String firstLine(Program program, String option) {
        try (var process =
                ChildProcess.start(program.executable(), List.of(program.path().toString(), option))) {
            return process.awaitLine("version").replaceFirst(" \\d{4}/.*", "");
        }
    }
}
