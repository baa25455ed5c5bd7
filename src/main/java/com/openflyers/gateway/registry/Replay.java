package com.openflyers.gateway.registry;

import com.openflyers.gateway.registry.Frames.Next;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads one file of the saved table into a table.
final class Replay {

    /// How a file ended.
    sealed interface End {

        record Whole() implements End {}

        /// All before `offset` was read; there the file breaks off within a record.
        record Torn(int offset) implements End {}

        /// What was read must not be used.
        record Damaged(String reason) implements End {}
    }

    private final Frames frames;
    private final long generation;
    private final Served into;

    private Replay(Frames frames, long generation, Served into) {
        this.frames = frames;
        this.generation = generation;
        this.into = into;
    }

    static End of(Path file, long generation, Served into) throws IOException {
        return new Replay(new Frames(Files.readAllBytes(file)), generation, into).header();
    }

    private End header() {
        return switch (frames.next()) {
            case Next.End() -> new End.Torn(0);
            case Next.Torn(var offset) -> new End.Torn(offset);
            case Next.Damaged(var offset) -> damagedAt(offset);
            case Next.Content(var in) -> {
                try {
                    var header = SavedHeader.decode(in);
                    yield fits(header) ? batches(header) : new End.Damaged("belongs to another registry or generation");
                } catch (IOException e) {
                    yield new End.Damaged(String.valueOf(e.getMessage()));
                }
            }
        };
    }

    private boolean fits(SavedHeader header) {
        var registry = into.registry();
        return header.generation() == generation && (registry == null || registry.equals(header.registry()));
    }

    private End batches(SavedHeader header) {
        for (var read = 0; ; read++) {
            switch (frames.next()) {
                case Next.Content(var in) -> {
                    var fault = apply(header.registry(), in);
                    if (fault != null) {
                        return new End.Damaged("record " + read + " makes no sense: " + fault);
                    }
                }
                case Next.Torn(var offset) -> {
                    return new End.Torn(offset);
                }
                case Next.Damaged(var offset) -> {
                    return damagedAt(offset);
                }
                case Next.End() -> {
                    return header.batches() == SavedHeader.GROWING || header.batches() == read
                            ? new End.Whole()
                            : new End.Damaged("holds " + read + " of " + header.batches() + " records");
                }
            }
        }
    }

    private @Nullable String apply(UUID registry, DataInputStream in) {
        try {
            into.apply(registry, BatchCodec.decode(in));
            return null;
        } catch (IOException | RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static End damagedAt(int offset) {
        return new End.Damaged("the checksum of the record at byte " + offset + " is wrong");
    }
}
