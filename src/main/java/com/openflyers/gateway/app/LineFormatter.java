package com.openflyers.gateway.app;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/// Writes a log record as one line, its stack trace included, whatever is in it.
///
/// A log is read by programs that take lines for records; a message with a line end in it would make one up.
final class LineFormatter extends Formatter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int FRAMES = 40;
    private static final int CAUSES = 5;

    @Override
    public String format(LogRecord one) {
        var line = new StringBuilder(160);
        TIME.formatTo(one.getInstant(), line);
        line.append(' ').append(word(one.getLevel())).append(' ');
        line.append(shortName(String.valueOf(one.getLoggerName()))).append(": ");
        append(line, formatMessage(one));
        if (one.getThrown() != null) {
            line.append(" | ");
            append(line, one.getThrown());
        }
        return line.append('\n').toString();
    }

    static String oneLine(Throwable thrown) {
        var line = new StringBuilder();
        append(line, thrown);
        return line.toString();
    }

    private static void append(StringBuilder line, Throwable thrown) {
        append(line, thrown.toString());
        var frames = thrown.getStackTrace();
        for (var i = 0; i < Math.min(FRAMES, frames.length); i++) {
            append(line.append(" | at "), frames[i].toString());
        }
        var cause = thrown.getCause();
        // A bound, since causes can form a ring.
        for (var depth = 0; cause != null && depth < CAUSES; depth++) {
            append(line.append(" | caused by "), cause.toString());
            if (cause.getStackTrace().length > 0) {
                append(line.append(" at "), cause.getStackTrace()[0].toString());
            }
            cause = cause.getCause();
        }
    }

    /// Control characters as escapes, among them those that start a terminal's.
    private static void append(StringBuilder line, String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                line.append("\\u%04x".formatted((int) c));
            } else {
                line.append(c);
            }
        }
    }

    private static String word(Level level) {
        return switch (level.intValue()) {
            case 1000 -> "ERROR";
            case 900 -> "WARNING";
            case 800 -> "INFO";
            default -> level.intValue() > 700 ? level.getName() : level.intValue() >= 500 ? "DEBUG" : "TRACE";
        };
    }

    /// `com.openflyers.gateway.proxy.Edge` is as clear as `proxy.Edge`, and longer.
    private static String shortName(String logger) {
        return logger.startsWith("com.openflyers.gateway.") ? logger.substring(23) : logger;
    }
}
