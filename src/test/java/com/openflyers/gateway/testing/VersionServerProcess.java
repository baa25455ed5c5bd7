package com.openflyers.gateway.testing;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/// A [VersionServer] as a process of its own, so that it can be killed as only a process can.
public final class VersionServerProcess implements AutoCloseable {

    private static final String READY = "listening on ";

    private final ChildProcess process;
    private final int port;

    private VersionServerProcess(ChildProcess process) {
        this.process = process;
        var line = process.awaitLine(READY);
        this.port = Integer.parseInt(line.substring(line.indexOf(READY) + READY.length()));
    }

    public static VersionServerProcess start(String version) {
        var command = new ProcessBuilder(
                ChildProcess.java(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                VersionServerProcess.class.getName(),
                version);
        return new VersionServerProcess(ChildProcess.start("server of " + version, command));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var server = VersionServer.of(arguments[0]);
        System.out.println(READY + server.port());
        new CountDownLatch(1).await();
    }

    public int port() {
        return port;
    }

    /// SIGKILL.
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
