package com.openflyers.gateway.app;

import com.openflyers.gateway.config.Settings;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;

/// @param threshold of every logger that `loggers` does not name
/// @param loggers   thresholds by the beginning of loggers' names, such as `io.vertx`
record LogSettings(Threshold threshold, Map<String, Threshold> loggers) {

    /// The least important records that are written.
    enum Threshold {
        ERROR,
        WARNING,
        INFO,
        DEBUG,
        TRACE;

        static Threshold parse(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("expected error, warning, info, debug or trace"));
        }

        Level level() {
            return switch (this) {
                case ERROR -> Level.SEVERE;
                case WARNING -> Level.WARNING;
                case INFO -> Level.INFO;
                case DEBUG -> Level.FINE;
                case TRACE -> Level.FINEST;
            };
        }
    }

    LogSettings {
        loggers = Map.copyOf(loggers);
    }

    static LogSettings from(Settings settings) {
        return new LogSettings(
                settings.choice("log.level", Threshold.INFO), settings.parsedEntries("log.loggers", Threshold::parse));
    }
}
