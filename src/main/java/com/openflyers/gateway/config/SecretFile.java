package com.openflyers.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A file that holds one secret, as container platforms mount them.
final class SecretFile {

    private static final long LARGEST = 64 * 1024;

    private SecretFile() {}

    /// The content without the line end that editors put behind it.
    ///
    /// @throws IllegalArgumentException if there is none to read
    static Secret read(String path) {
        try {
            var file = Path.of(path);
            if (Files.size(file) > LARGEST) {
                throw new IllegalArgumentException("expected a secret of at most " + Units.print(LARGEST));
            }
            var text = Files.readString(file).replaceFirst("\\R\\z", "");
            if (text.isBlank()) {
                throw new IllegalArgumentException("expected a file that is not blank");
            }
            return new Secret(text);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("expected a text file that can be read", e);
        }
    }
}
