package com.openflyers.gateway.bench;

import com.openflyers.gateway.testing.ForeignProxy;
import com.openflyers.gateway.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// The upstream of all contenders: an nginx that answers from memory.
final class Origin implements AutoCloseable {

    /// Answers 10 MB.
    static final String LARGE = "/large";

    /// Reads a request's body to its end and answers with nothing.
    static final String SINK = "/sink";

    private static final int ANSWER_BYTES = 1024;
    private static final int LARGE_BYTES = 10_000_000;

    private final int port = Ports.free();
    private final Path directory;
    private final Path largeFile;
    private final ForeignProxy nginx;

    Origin(List<String> before) throws IOException {
        // Memory, where there is a file system in it: a disk would be what is measured.
        var memory = Path.of("/dev/shm");
        directory = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "bench")
                : Files.createTempDirectory("bench");
        largeFile = Files.write(directory.resolve("large"), new byte[LARGE_BYTES]);
        // Buffering the upload is what makes nginx read all of it before it answers.
        nginx = ForeignProxy.nginx(
                """
                    client_max_body_size 0;
                    server {
                        client_body_temp_path %2$s/body;
                        listen 127.0.0.1:%1$d;
                        keepalive_requests 1000000000;
                        keepalive_timeout 1h;
                        sendfile on;
                        location / { return 200 "%3$s"; }
                        location = /large { root %2$s; }
                        location = /sink {
                            proxy_pass_request_body off;
                            proxy_set_header Content-Length "";
                            proxy_pass http://127.0.0.1:%1$d/empty;
                        }
                        location = /empty { return 200 ""; }
                    }
                """.formatted(port, directory, "x".repeat(ANSWER_BYTES)), port, before.toArray(String[]::new));
    }

    int port() {
        return port;
    }

    Path largeFile() {
        return largeFile;
    }

    @Override
    public void close() {
        nginx.close();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> {
                var _ = file.delete();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
