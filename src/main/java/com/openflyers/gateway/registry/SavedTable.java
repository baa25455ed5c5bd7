package com.openflyers.gateway.registry;

import com.openflyers.gateway.route.Space;
import com.openflyers.gateway.route.Version;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keeps on disk what this node serves, so that it can start while PostgreSQL is away.
///
/// Each batch is appended to a journal; when that has grown as large as the snapshot it belongs to, a new snapshot
/// takes the place of both, so that a change costs the same for one space or a million. A process that is killed loses
/// nothing; a machine that loses power may lose the second since the last [#flush], and starts from a table that old.
/// For one thread.
final class SavedTable implements AutoCloseable {

    private static final int SPACES_A_RECORD = 1000;
    private static final long SMALL_BYTES = 1 << 20;

    private final SavedFiles files;
    private final FileChannel lockFile;
    private final FileLock lock;
    private long generation;
    private OptionalLong damaged = OptionalLong.empty();
    private @Nullable FileChannel journal;
    private @Nullable UUID journalRegistry;
    private long journalBytes;
    private long snapshotBytes;
    private boolean dirty;

    private SavedTable(SavedFiles files, FileChannel lockFile, FileLock lock) {
        this.files = files;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /// @throws IOException when the directory cannot be written, or another process uses it
    static SavedTable in(Path directory) throws IOException {
        Files.createDirectories(directory);
        var lockFile = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var lock = lockFile.tryLock();
            if (lock != null) {
                return new SavedTable(new SavedFiles(directory), lockFile, lock);
            }
        } catch (OverlappingFileLockException _) {
            lockFile.close();
            throw new IOException("another node of this process uses " + directory);
        }
        lockFile.close();
        throw new IOException("another process uses " + directory);
    }

    SavedContent load() throws IOException {
        var latest = files.latest();
        if (latest.isEmpty()) {
            return new SavedContent.Nothing();
        }
        generation = latest.getAsLong();
        var content = SavedContent.read(files, generation);
        if (content instanceof SavedContent.Damaged) {
            damaged = latest;
        }
        return content;
    }

    /// Writes what was just applied.
    ///
    /// @param served already with the batch
    void store(Served served, Batch batch) throws IOException {
        var open = journal;
        var registry = served.registry();
        if (open == null || registry == null || !registry.equals(journalRegistry) || batch.size() > SPACES_A_RECORD) {
            snapshot(served);
            return;
        }
        try {
            journalBytes += write(open, BatchCodec.encode(batch));
            dirty = true;
        } catch (IOException e) {
            // Whatever is in it now is not whole: only a new snapshot can follow.
            closeJournal();
            throw e;
        }
        if (journalBytes > Math.max(SMALL_BYTES, snapshotBytes)) {
            snapshot(served);
        }
    }

    /// Writes the whole table anew.
    void snapshot(Served served) throws IOException {
        var registry = served.registry();
        if (registry == null) {
            return;
        }
        closeJournal();
        var next = generation + 1;
        var batches = batches(served);
        var unfinished = files.snapshot(next).resolveSibling("snapshot-" + next + ".new");
        try (var file = create(unfinished)) {
            var bytes = write(file, new SavedHeader(next, registry, batches.size()).encode());
            for (var batch : batches) {
                bytes += write(file, BatchCodec.encode(batch));
            }
            file.force(true);
            snapshotBytes = bytes;
        }
        Files.move(unfinished, files.snapshot(next), StandardCopyOption.ATOMIC_MOVE);
        files.sync();
        generation = next;
        openJournal(registry);
        var refused = damaged;
        // Tried once: a new snapshot every second would cost more than the old one is worth.
        damaged = OptionalLong.empty();
        if (refused.isPresent()) {
            files.putAside(refused.getAsLong());
        }
        files.removeBefore(next);
    }

    /// Makes what was written safe from a loss of power.
    void flush() throws IOException {
        if (dirty && journal != null) {
            journal.force(false);
            dirty = false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            flush();
        } finally {
            closeJournal();
            lock.release();
            lockFile.close();
        }
    }

    private void openJournal(UUID registry) throws IOException {
        var file = create(files.journal(generation));
        try {
            journalBytes = write(file, new SavedHeader(generation, registry, SavedHeader.GROWING).encode());
        } catch (IOException e) {
            file.close();
            throw e;
        }
        journal = file;
        journalRegistry = registry;
    }

    private void closeJournal() throws IOException {
        var open = journal;
        journal = null;
        if (open != null) {
            open.close();
        }
    }

    /// The table in records of moderate size, the versions in the first.
    private static List<Batch> batches(Served served) {
        var batches = new ArrayList<Batch>();
        var spaces = List.copyOf(served.spaces());
        var versions = List.<Version>copyOf(served.versions());
        for (var from = 0; from == 0 || from < spaces.size(); from += SPACES_A_RECORD) {
            var some = spaces.subList(from, Math.min(from + SPACES_A_RECORD, spaces.size()));
            batches.add(batch(served, from == 0 ? versions : List.of(), some));
        }
        return batches;
    }

    private static Batch batch(Served served, List<Version> versions, List<Space> spaces) {
        return new Batch(served.revision(), versions, spaces, List.of(), List.of());
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    private static long write(FileChannel file, byte[] content) throws IOException {
        ByteBuffer frame = Frames.wrap(content);
        var bytes = frame.remaining();
        while (frame.hasRemaining()) {
            var _ = file.write(frame);
        }
        return bytes;
    }
}
