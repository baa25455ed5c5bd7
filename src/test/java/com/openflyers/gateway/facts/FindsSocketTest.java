package com.openflyers.gateway.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What [AnyBytesSocketTest] found, kept in `finds.txt`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindsSocketTest {

    private final Stage stage = new Stage(Transport.NIO);

    @AfterAll
    void close() {
        stage.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("finds")
    void every_find_stays_mended(String name, Case find) {
        var run = stage.play(List.of(find)).getFirst();

        assertThat(Judge.violations(run)).as(run.toString()).isEmpty();
        assertThat(stage.strays()).isEmpty();
    }

    static List<Object[]> finds() throws IOException {
        try (var file = FindsSocketTest.class.getResourceAsStream("/facts/finds.txt")) {
            return Case.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8)).stream()
                    .map(find -> new Object[] {find.name(), find})
                    .toList();
        }
    }
}
