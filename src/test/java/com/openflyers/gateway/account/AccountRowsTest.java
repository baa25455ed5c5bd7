package com.openflyers.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Keeps the table of this package true: no rule without a line, no test that is not there.
class AccountRowsTest {

    private static final Path TABLE = Path.of("src/test/java/com/openflyers/gateway/account/package-info.java");
    private static final Pattern LINE = Pattern.compile("/// \\| (\\d+) +\\| ([\\w.]+) +\\| (.+) \\|");

    /// @param type `none` when the row has no test of ours, and then `test` says why
    private record Line(int row, String type, String test) {}

    @Test
    void every_rule_has_its_line() {
        assertThat(table().stream().map(Line::row).distinct())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 68).boxed().toList());
    }

    @Test
    void every_test_that_the_table_names_is_one() {
        assertThat(table())
                .filteredOn(line -> !line.type().equals("none"))
                .allSatisfy(line ->
                        assertThat(tests(line.type())).as(line.toString()).contains(line.test()));
    }

    @Test
    void a_rule_without_a_test_says_why() {
        assertThat(table())
                .filteredOn(line -> line.type().equals("none"))
                .allSatisfy(line -> assertThat(line.test()).contains(" "));
    }

    private static List<Line> table() {
        try (var lines = Files.lines(TABLE)) {
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

    private static List<String> tests(String type) {
        try {
            var name = type.contains(".") ? type : "account." + type + "SocketTest";
            return Arrays.stream(Class.forName("com.openflyers.gateway." + name).getDeclaredMethods())
                    .map(method -> method.getName())
                    .toList();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(type + " is no test", e);
        }
    }
}
