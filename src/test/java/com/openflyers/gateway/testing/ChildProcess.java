package com.openflyers.gateway.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process beside the test: what it prints is kept, and it never outlives the test or this JVM.
public final class ChildProcess implements AutoCloseable {

    /// For a JVM that lives for seconds, most of which it would spend in compiling what it never runs again.
    public static final List<String> SHORT_LIVED = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final Process process;
    private final Thread lastResort;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.lastResort = new Thread(() -> killAll(process.toHandle()), "kill " + name);
        this.reader = Thread.ofPlatform().daemon().name("output of " + name).unstarted(this::read);
    }

    /// @param name what to call it when something goes wrong
    public static ChildProcess start(String name, List<String> command) {
        return start(name, new ProcessBuilder(command));
    }

    /// @param builder its directory, its environment; where the output goes is ours to say
    public static ChildProcess start(String name, ProcessBuilder builder) {
        try {
            var child = new ChildProcess(name, builder.redirectErrorStream(true).start());
            Runtime.getRuntime().addShutdownHook(child.lastResort);
            child.reader.start();
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not start", e);
        }
    }

    /// The JVM that runs this code, as a command.
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /// Everything it has printed, both streams.
    public String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    /// Waits for a line with this text in it, already printed or still to come.
    ///
    /// @return the line
    public String awaitLine(String text) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (lines) {
            var seen = 0;
            while (true) {
                for (; seen < lines.size(); seen++) {
                    if (lines.get(seen).contains(text)) {
                        return lines.get(seen);
                    }
                }
                var left = deadline - System.nanoTime();
                if (ended || left <= 0) {
                    throw failure("did not print \"" + text + "\"");
                }
                try {
                    lines.wait(left / 1_000_000 + 1);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw failure("was waited for by a test that was interrupted");
                }
            }
        }
    }

    /// SIGTERM, and waits for its end.
    ///
    /// @return its exit code
    public int terminate() {
        // Not Process.destroy, which closes the streams as well: its last words would be lost.
        process.toHandle().destroy();
        return exitCode();
    }

    /// SIGKILL, also for what it started; waits for its end.
    public void kill() {
        killAll(process.toHandle());
        var _ = exitCode();
    }

    /// Waits for its end.
    public int exitCode() {
        return exitCode(PATIENCE);
    }

    /// Waits for its end, and for its last line.
    public int exitCode(Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failure("did not end");
            }
            reader.join(PATIENCE);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("was waited for by a test that was interrupted");
        }
    }

    /// SIGTERM first: a master that is killed outright leaves its workers behind.
    @Override
    public void close() {
        // Before its end: the children of a process that ended are nobody's.
        var family = process.descendants().toList();
        try {
            process.toHandle().destroy();
            var _ = process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            family.forEach(ProcessHandle::destroyForcibly);
            killAll(process.toHandle());
            removeLastResort();
        }
    }

    /// An error that shows what the process printed.
    AssertionError failure(String what) {
        return new AssertionError(name + " " + what + "; it printed:\n" + output());
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(output lost: " + e.getMessage() + ")");
        } finally {
            synchronized (lines) {
                ended = true;
                lines.notifyAll();
            }
        }
    }

    private void add(String line) {
        synchronized (lines) {
            lines.add(line);
            lines.notifyAll();
        }
    }

    private void removeLastResort() {
        try {
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook runs now, and finds nothing left to do.
        }
    }

    private static void killAll(ProcessHandle process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
