package com.openflyers.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Directories for what tests write, gone with the build.
public final class Scratch {

    private Scratch() {}

    /// A new one, absolute.
    public static Path directory(String name) {
        try {
            var parent = Files.createDirectories(Path.of("target", "scratch"));
            return Files.createTempDirectory(parent, name).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
