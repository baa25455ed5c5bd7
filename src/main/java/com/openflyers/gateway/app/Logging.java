package com.openflyers.gateway.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/// Sends every record of this process to standard error, one line each.
final class Logging {

    /// Loggers are held weakly by their manager, and with them the levels set here.
    private static final List<Logger> KEPT = new ArrayList<>();

    private Logging() {}

    /// A manager that does not take its handlers away as soon as the process is told to stop, which is when the
    /// interesting lines are written. Public, as its creator is in another module.
    public static final class Manager extends LogManager {

        @Override
        public void reset() {
            // Called by the platform's shutdown hook.
        }
    }

    /// Must run before the first logger is made.
    static void install() {
        System.setProperty("java.util.logging.manager", Manager.class.getName());
        configure(new LogSettings(LogSettings.Threshold.INFO, Map.of()));
    }

    static void configure(LogSettings settings) {
        var root = Logger.getLogger("");
        for (var handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        var handler = new ConsoleHandler();
        handler.setLevel(Level.ALL);
        handler.setFormatter(new LineFormatter());
        root.addHandler(handler);
        root.setLevel(settings.threshold().level());
        settings.loggers().forEach((name, threshold) -> {
            var logger = Logger.getLogger(name);
            logger.setLevel(threshold.level());
            KEPT.add(logger);
        });
    }
}
