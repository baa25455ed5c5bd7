package com.openflyers.gateway.registry;

import com.openflyers.gateway.registry.Replay.End;
import com.openflyers.gateway.route.RouteTable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was found on disk at start: all of it sound, or none of it used.
sealed interface SavedContent {

    record Nothing() implements SavedContent {}

    /// @param table everything, as one batch
    /// @param tail  what was cut off behind the last whole record, as a sentence; null if nothing
    record Sound(UUID registry, Batch table, @Nullable String tail) implements SavedContent {}

    /// @param reason names the file
    record Damaged(String reason) implements SavedContent {}

    static SavedContent read(SavedFiles files, long generation) throws IOException {
        var snapshot = files.snapshot(generation);
        if (!Files.exists(snapshot)) {
            return new Damaged(files.journal(generation) + " is there without its snapshot");
        }
        // Everything is put together beside the real table: a fault in the last record must not leave half of it.
        var table = new Served(new RouteTable(), 1);
        return switch (Replay.of(snapshot, generation, table)) {
            case End.Whole() -> withJournal(files, generation, table);
            case End.Torn(var offset) -> new Damaged(snapshot + " breaks off at byte " + offset);
            case End.Damaged(var reason) -> new Damaged(snapshot + ": " + reason);
        };
    }

    private static SavedContent withJournal(SavedFiles files, long generation, Served table) throws IOException {
        var journal = files.journal(generation);
        if (!Files.exists(journal)) {
            return sound(table, null);
        }
        return switch (Replay.of(journal, generation, table)) {
            case End.Whole() -> sound(table, null);
            case End.Torn(var offset) ->
                sound(table, journal + " breaks off at byte " + offset + "; the whole records before it are used");
            case End.Damaged(var reason) -> new Damaged(journal + ": " + reason);
        };
    }

    private static SavedContent sound(Served table, @Nullable String tail) {
        var registry = table.registry();
        if (registry == null) {
            return new Nothing();
        }
        var all = new Batch(
                table.revision(), List.copyOf(table.versions()), List.copyOf(table.spaces()), List.of(), List.of());
        return new Sound(registry, all, tail);
    }
}
