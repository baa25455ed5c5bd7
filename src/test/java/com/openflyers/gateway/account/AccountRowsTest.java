package com.openflyers.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.RuleTable;
import com.openflyers.gateway.testing.RuleTable.Line;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Keeps the table of this package true: no rule without a line, no test that is not there.
class AccountRowsTest {

    private static final Path TABLE = Path.of("src/test/java/com/openflyers/gateway/account/package-info.java");

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
        return RuleTable.read(TABLE);
    }

    private static Set<String> tests(String type) {
        return RuleTable.tests(
                "com.openflyers.gateway." + (type.contains(".") ? type : "account." + type + "SocketTest"));
    }
}
