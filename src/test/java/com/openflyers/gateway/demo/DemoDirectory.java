package com.openflyers.gateway.demo;

import com.openflyers.gateway.demo.DemoSettings.Unusable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Where a running demo writes: its own alone, and empty of what an earlier one left.
///
/// A gateway refuses a saved table of another registry than the one it follows, and each demo makes a new registry.
///
/// @param lock held until the process ends; whoever forgets it lets it go
record DemoDirectory(Path path, FileLock lock) {

    /// @throws Unusable if a demo runs there
    static DemoDirectory take(Path path) {
        try {
            var _ = Files.createDirectories(path);
            var channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = lock(channel);
            if (lock == null) {
                throw new Unusable("Another demo runs in " + path + ": stop it, or set GATEWAY_DEMO_DIRECTORY.");
            }
            var directory = new DemoDirectory(path, lock);
            remove(directory.state());
            remove(directory.sessions());
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    /// Of the gateway's saved table.
    Path state() {
        return path.resolve("state");
    }

    /// Of 1.3.1.
    Path sessions() {
        return path.resolve("sessions");
    }

    Path accessLog() {
        return path.resolve("access.log");
    }

    Path operatorToken() {
        return path.resolve("operator.jwt");
    }

    /// Removes it with everything below.
    static void remove(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }
}
