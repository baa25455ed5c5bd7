package com.openflyers.gateway.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.RuleTable;
import com.openflyers.gateway.testing.RuleTable.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Keeps the table of this package true: no rule without a test, no test that is not there.
class RowsTest {

    private static final String ROOT = "com.openflyers.gateway.";
    private static final Path TABLE = Path.of("src/test/java/com/openflyers/gateway/conformance/package-info.java");

    @Test
    void every_rule_has_its_line_in_the_table() {
        assertThat(rules())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 117).boxed().toList());
        assertThat(table().stream().map(Line::row).distinct()).containsExactlyElementsOf(rules());
    }

    @Test
    void every_test_that_the_table_names_is_one() {
        assertThat(table())
                .filteredOn(line ->
                        !line.type().equals("none") && !tests(line.type()).contains(line.test()))
                .isEmpty();
    }

    @Test
    void a_rule_without_a_test_says_why() {
        assertThat(table()).filteredOn(line -> line.type().equals("none")).allSatisfy(line -> {
            assertThat(line.test()).contains(" ");
            assertThat(table()).filteredOn(other -> other.row() == line.row()).hasSize(1);
        });
    }

    private static List<Integer> rules() {
        try (var rows = RowsTest.class.getResourceAsStream("/conformance/rows.txt")) {
            return new String(rows.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Integer.valueOf(line.substring(0, line.indexOf(" | "))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Line> table() {
        return RuleTable.read(TABLE);
    }

    private static String className(String type) {
        return ROOT + (type.contains(".") ? "" : "conformance.") + type + (type.endsWith("Test") ? "" : "SocketTest");
    }

    private static Set<String> tests(String type) {
        return RuleTable.tests(className(type));
    }
}
