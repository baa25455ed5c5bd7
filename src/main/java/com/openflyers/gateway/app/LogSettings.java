package com.openflyers.gateway.app;

import com.openflyers.gateway.config.Settings;
import java.util.LinkedHashMap;
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
        var loggers = new LinkedHashMap<String, Threshold>();
        settings.entries("log.loggers").forEach((name, word) -> {
            try {
                loggers.put(name, Threshold.valueOf(word.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                settings.refuse("log.loggers." + name, "expected one of error, warning, info, debug, trace");
            }
        });
        return new LogSettings(settings.choice("log.level", Threshold.INFO), loggers);
    }
}
