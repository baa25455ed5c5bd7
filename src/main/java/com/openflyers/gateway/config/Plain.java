package com.openflyers.gateway.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How single values are read and printed. What cannot be read throws IllegalArgumentException with the rule.
final class Plain {

    private Plain() {}

    static String filled(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("expected a text that is not blank");
        }
        return text;
    }

    static int wholeNumber(String text, String rule) {
        if (!text.matches("-?\\d{1,9}|-?1\\d{9}")) {
            throw new IllegalArgumentException(rule);
        }
        return Integer.parseInt(text);
    }

    static <T extends Comparable<T>> T within(T value, T min, T max, String rule) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(rule);
        }
        return value;
    }

    /// The members of a list that is written as one text.
    static List<String> split(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// As a person would write it.
    static String print(Object value) {
        return switch (value) {
            case Duration duration -> Units.print(duration);
            case Long bytes -> Units.print(bytes);
            case Enum<?> constant -> word(constant);
            default -> value.toString();
        };
    }
}
