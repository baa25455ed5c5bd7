package com.openflyers.gateway.provision;

import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// An archive as a file: one line of JSON, then the rows of all tables, compressed. `zcat` reads it.
final class ArchiveFile {

    /// An open archive, read up to the rows.
    record Opened(ArchiveHeader header, InputStream rows) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }

    interface Rows {
        /// @return the header, which says what was written
        ArchiveHeader write(OutputStream out) throws IOException, SQLException;
    }

    private ArchiveFile() {}

    /// The header is known when the rows are written, and comes before them: two files become one.
    static ArchiveHeader write(Path file, Rows rows) throws IOException, SQLException {
        var only = Files.createTempFile(file.toAbsolutePath().getParent(), "rows", ".tmp");
        try {
            ArchiveHeader header;
            try (var out = new GZIPOutputStream(Files.newOutputStream(only), 1 << 16)) {
                header = rows.write(out);
            }
            try (var out = Files.newOutputStream(file)) {
                var first = new GZIPOutputStream(out);
                first.write((header.json().encode() + "\n").getBytes(StandardCharsets.UTF_8));
                first.finish();
                Files.copy(only, out);
            }
            return header;
        } finally {
            Files.deleteIfExists(only);
        }
    }

    static Opened open(Path file) throws IOException {
        var in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16), 1 << 16);
        try {
            var line = new ByteArrayOutputStream();
            for (var b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new EOFException(file + " has no header");
                }
                line.write(b);
            }
            return new Opened(ArchiveHeader.from(new JsonObject(line.toString(StandardCharsets.UTF_8))), in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /// The file is there under its name after this, and after a crash of the machine.
    static void publish(Path written, Path name) throws IOException {
        try (var channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(written, name, StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(name.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    static String sha256(Path file) throws IOException {
        var measured = new Measured(OutputStream.nullOutputStream());
        Files.copy(file, measured);
        return measured.sha256();
    }
}
