package com.openflyers.gateway.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// The directory of the saved table: which files are in it, and which belong together.
///
/// `snapshot-7` is the whole table at one instant, `journal-7` what was applied since. A snapshot is written as
/// `snapshot-7.new` and renamed when it is safely on disk, so that one of that name is always whole.
record SavedFiles(Path directory) {

    private static final Pattern NAME = Pattern.compile("(snapshot|journal)-(\\d{1,18})");

    Path snapshot(long generation) {
        return directory.resolve("snapshot-" + generation);
    }

    Path journal(long generation) {
        return directory.resolve("journal-" + generation);
    }

    /// The generation to read: the highest of which there is a file.
    OptionalLong latest() throws IOException {
        return list().stream().mapToLong(SavedFiles::generation).max();
    }

    /// Removes what belongs to earlier generations.
    void removeBefore(long generation) throws IOException {
        for (var file : list()) {
            if (generation(file) < generation) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Keeps the generation's files for whoever wants to know what happened to them, under names nobody reads.
    void putAside(long generation) throws IOException {
        for (var file : List.of(snapshot(generation), journal(generation))) {
            if (Files.exists(file)) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"));
            }
        }
    }

    /// Makes renames durable. Where a directory cannot be opened (Windows), nothing more can be done.
    void sync() {
        try (var self = FileChannel.open(directory, StandardOpenOption.READ)) {
            self.force(true);
        } catch (IOException _) {
            return;
        }
    }

    private List<Path> list() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
    }

    private static long generation(Path file) {
        var name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(2)) : 0;
    }
}
