package com.openflyers.gateway.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The scripts that lead from one version to another, for a test that adds its own.
final class ScriptFiles {

    private static final Path SHIPPED = Path.of("conf", "migrations");

    private ScriptFiles() {}

    static void copy(Path to) throws IOException {
        try (var files = Files.walk(SHIPPED)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copied = to.resolve(SHIPPED.relativize(file).toString());
                Files.createDirectories(copied.getParent());
                Files.copy(file, copied);
            }
        }
    }
}
