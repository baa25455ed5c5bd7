package com.openflyers.gateway.config;

import org.jspecify.annotations.Nullable;

/// One thing that is wrong with the configuration.
///
/// @param key    full dotted key; that of a file as a whole is empty
/// @param value  as it was written, masked for a secret; null when there is none
/// @param source the file and line, or the environment variable
/// @param rule   what was expected
public record Fault(String key, @Nullable String value, String source, String rule) {

    private static final int LONGEST = 120;

    /// One line, whatever the value holds: `edge.port = "x" (GATEWAY_EDGE_PORT): expected a number from 0 to 65535`.
    @Override
    public String toString() {
        var subject = value == null ? key : key + " = \"" + printable(value) + "\"";
        return subject.isEmpty() ? source + ": " + rule : printable(subject) + " (" + source + "): " + rule;
    }

    private static String printable(String text) {
        var line = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (Character.isISOControl(c)) {
                line.append("\\u%04x".formatted(c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > LONGEST
                ? line.append('…').toString()
                : line.toString();
    }
}
