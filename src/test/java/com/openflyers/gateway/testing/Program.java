package com.openflyers.gateway.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program that a test needs and that is not ours: found, or installed, or said how to get.
///
/// Looked for where `-Dprogram.<executable>=<path>` says, else on the path, else installed as Debian's package when we
/// are root and there is apt. A test is never skipped for want of one.
///
/// @param executable its name on the path
/// @param aptPackage Debian's package that holds it
public record Program(String executable, String aptPackage) {

    public static final Program HAPROXY = new Program("haproxy", "haproxy");
    public static final Program NGINX = new Program("nginx", "nginx-light");
    public static final Program H2LOAD = new Program("h2load", "nghttp2-client");

    /// Where servers are installed, which the path of a plain user leaves out.
    private static final List<String> SYSTEM_DIRECTORIES = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    /// Longer than a slow mirror takes; waits for another process that installs.
    private static final long INSTALL_MINUTES = 5;

    /// @throws IllegalStateException with one sentence for a person when there is no way to have it
    public Path path() {
        var setting = System.getProperty("program." + executable);
        if (setting != null) {
            return Optional.of(Path.of(setting))
                    .filter(Files::isExecutable)
                    .orElseThrow(() -> new IllegalStateException(
                            "-Dprogram." + executable + "=" + setting + " is no program that can be run"));
        }
        return installed().or(this::install).orElseThrow(() -> new IllegalStateException(advice()));
    }

    private String advice() {
        return executable + " is needed: install it (on Debian: apt-get install " + aptPackage
                + ") or say where it is with -Dprogram." + executable + "=<path>";
    }

    private Optional<Path> installed() {
        var onPath = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return Stream.concat(onPath, SYSTEM_DIRECTORIES.stream())
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, executable))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Optional<Path> install() {
        var apt = new Program("apt-get", "apt").installed();
        if (apt.isEmpty() || !root()) {
            return Optional.empty();
        }
        var command = apt.get().toString();
        var lock = "-oDPkg::Lock::Timeout=" + TimeUnit.MINUTES.toSeconds(INSTALL_MINUTES);
        var _ = run(command, "update", "-qq");
        var _ = run(command, "install", "-y", "-qq", "--no-install-recommends", lock, aptPackage);
        return installed();
    }

    /// Says whether it went well; what it printed is on our output, for whoever must find out why it did not.
    private static boolean run(String... command) {
        try {
            var builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            // In runlevel 1 a package does not start its service: nobody asked for a server on port 80.
            builder.environment().put("RUNLEVEL", "1");
            var process = builder.start();
            if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
                process.destroy();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean root() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
