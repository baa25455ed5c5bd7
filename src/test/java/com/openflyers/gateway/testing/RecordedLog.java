package com.openflyers.gateway.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What a logger and those below it are told, until it is closed.
public final class RecordedLog implements AutoCloseable {

    /// Held, because a logger that nobody holds forgets its handlers.
    private final Logger logger;

    private final @Nullable Level level;
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {

        @Override
        public void publish(LogRecord message) {
            records.add(message);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private RecordedLog(String logger) {
        this.logger = Logger.getLogger(logger);
        this.level = this.logger.getLevel();
        this.logger.setLevel(Level.INFO);
        this.logger.addHandler(handler);
    }

    /// Records what is told at [Level#INFO] and above.
    ///
    /// @param logger a package or a class. Its loggers are those of everybody, also of what other classes of tests
    ///               have started and left running
    public static RecordedLog of(String logger) {
        return new RecordedLog(logger);
    }

    public static RecordedLog of(Class<?> logger) {
        return of(logger.getName());
    }

    public List<LogRecord> records() {
        return List.copyOf(records);
    }

    public List<String> lines() {
        return records.stream().map(LogRecord::getMessage).toList();
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setLevel(level);
    }
}
