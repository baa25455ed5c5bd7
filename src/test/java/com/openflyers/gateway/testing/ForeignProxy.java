package com.openflyers.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// HAProxy or nginx with a configuration of the test's, in front of us or beside us.
public final class ForeignProxy implements AutoCloseable {

    private final ChildProcess process;

    private ForeignProxy(ChildProcess process) {
        this.process = process;
    }

    /// @param port on which the configuration makes it listen
    public static ForeignProxy haproxy(String configuration, int port, String... before) {
        var directory = directory("haproxy");
        var file = write(directory.resolve("haproxy.cfg"), configuration);
        // -db: stays in the foreground.
        var command = List.of(Program.HAPROXY.path().toString(), "-db", "-f", file.toString());
        return started("haproxy", join(before, command), port);
    }

    /// @param http what stands inside of `http { }`; all paths that nginx writes to are set already
    /// @param port on which the configuration makes it listen
    public static ForeignProxy nginx(String http, int port, String... before) {
        var directory = directory("nginx");
        var file = write(directory.resolve("nginx.conf"), nginxFile(http));
        var command = List.of(
                Program.NGINX.path().toString(), "-p", directory.toString(), "-e", "stderr", "-c", file.toString());
        return started("nginx", join(before, command), port);
    }

    public ChildProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }

    private static ForeignProxy started(String name, List<String> command, int port) {
        var process = ChildProcess.start(name, command);
        Eventually.holds(Duration.ofSeconds(60), () -> Ports.accepts(port) || !process.alive(), () -> {
            process.close();
            return process.failure("does not listen on " + port);
        });
        if (!process.alive()) {
            throw process.failure("ended at once");
        }
        return new ForeignProxy(process);
    }

    private static String nginxFile(String http) {
        return """
                daemon off;
                worker_processes 1;
                %s
                error_log stderr warn;
                pid nginx.pid;
                events { worker_connections 4096; }
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                %s
                }
                """.formatted(root() ? "user root;" : "", http);
    }

    /// Then nginx changes its workers to nobody, who may not read our directory.
    private static boolean root() {
        return System.getProperty("user.name").equals("root");
    }

    private static List<String> join(String[] before, List<String> command) {
        var all = new ArrayList<>(List.of(before));
        all.addAll(command);
        return all;
    }

    private static Path directory(String name) {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "processes")).toAbsolutePath(), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
