package com.openflyers.gateway.observe;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One line of JSON for each request, written by a thread of its own.
///
/// An event loop only puts the record on a bounded queue. When the disk is slower than the traffic, that fills
/// and records are dropped and counted: a request never waits for its line.
public final class AccessLog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AccessLog.class.getName());

    /// How long a line may lie about. The writer looks by itself: waking it would cost each request a system call.
    private static final long IDLE = TimeUnit.MILLISECONDS.toNanos(20);
    /// How long [#close] waits for a disk that does not answer.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HandOver<AccessRecord> queue;
    private final LongAdder dropped;
    private final @Nullable Thread writer;
    private volatile boolean open;

    private AccessLog(int queue, @Nullable OutputStream output, Metrics metrics) {
        this.queue = new HandOver<>(queue);
        this.dropped = metrics.counter("gateway_access_log_dropped", "Lines lost to a full queue or a failed write");
        this.open = output != null;
        this.writer = output == null
                ? null
                : Thread.ofPlatform().daemon().name("access-log").start(() -> writeAll(output));
    }

    /// @throws IOException when the file cannot be opened for appending
    public static AccessLog open(AccessLogSettings settings, Metrics metrics) throws IOException {
        return new AccessLog(settings.queue(), settings.enabled() ? output(settings) : null, metrics);
    }

    /// For an output of the caller's, which is closed at the end.
    public static AccessLog to(OutputStream output, int queue, Metrics metrics) {
        return new AccessLog(queue, output, metrics);
    }

    /// Whether anybody is going to read a record: there is no need to make one otherwise.
    public boolean isOpen() {
        return open;
    }

    /// From any thread; never waits. A record that finds no room is counted and forgotten.
    public void write(AccessRecord one) {
        if (open && !queue.offer(one)) {
            dropped.increment();
        }
    }

    /// Writes what is waiting. Records that come later are forgotten.
    @Override
    public void close() {
        open = false;
        if (writer == null) {
            return;
        }
        LockSupport.unpark(writer);
        try {
            if (!writer.join(PATIENCE)) {
                LOG.warning("the access log could not be written to its end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeAll(OutputStream output) {
        try (output) {
            var batch = new AccessBatch();
            while (true) {
                // Before looking at the queue, so that a record put before closing is still found.
                var last = !open;
                for (var next = queue.poll(); next != null; next = queue.poll()) {
                    batch.add(next);
                    if (batch.full()) {
                        write(batch, output);
                    }
                }
                write(batch, output);
                if (last) {
                    return;
                }
                LockSupport.parkNanos(this, IDLE);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the access log could not be closed: {0}", e.getMessage());
        }
    }

    private void write(AccessBatch batch, OutputStream output) {
        try {
            batch.writeTo(output);
        } catch (IOException e) {
            // A full disk: these lines are lost, and the next ones are tried all the same.
            dropped.add(batch.lines());
            LOG.log(Level.WARNING, "the access log could not be written: {0}", e.getMessage());
        }
        batch.clear();
    }

    private static OutputStream output(AccessLogSettings settings) throws IOException {
        return settings.file().isPresent()
                ? new FileOutputStream(settings.file().get().toFile(), true)
                : new FileOutputStream(FileDescriptor.out);
    }
}
