package com.openflyers.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/// A table in the documentation of a package of tests: which of them shows which rule.
public final class RuleTable {

    private static final Pattern LINE = Pattern.compile("/// \\| (\\d+) +\\| ([\\w.]+) +\\| (.+) \\|");

    /// @param type `none` when the row has no test
    /// @param test name of a method, or the reason why there is none
    public record Line(int row, String type, String test) {}

    private RuleTable() {}

    /// @param file the `package-info.java` with the table
    public static List<Line> read(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.map(LINE::matcher)
                    .filter(found -> found.matches())
                    .map(found -> new Line(
                            Integer.parseInt(found.group(1)),
                            found.group(2),
                            found.group(3).strip()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The tests of a class; none if there is no such class.
    public static Set<String> tests(String className) {
        try {
            return Arrays.stream(Class.forName(className).getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class)
                            || method.isAnnotationPresent(ParameterizedTest.class))
                    .map(method -> method.getName())
                    .collect(Collectors.toSet());
        } catch (ClassNotFoundException e) {
            return Set.of();
        }
    }
}
