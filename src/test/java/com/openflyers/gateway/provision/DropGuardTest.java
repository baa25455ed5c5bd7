package com.openflyers.gateway.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// That the wrong database cannot be dropped is a matter of who can say so at all.
class DropGuardTest {

    private static final Path SOURCES = Path.of("src", "main");
    private static final Path CONVERSIONS = Path.of("conf");

    @Test
    void databases_are_dropped_in_one_place() throws IOException {
        assertThat(filesWith(SOURCES, Pattern.compile("drop\\s+database"))).containsExactly("DropWorkflow.java");
        assertThat(filesWith(CONVERSIONS, Pattern.compile("drop\\s+database"))).isEmpty();
    }

    @Test
    void that_place_takes_no_name_but_a_proof() {
        assertThat(DropWorkflow.class.getDeclaredMethods())
                .filteredOn(method -> method.getName().equals("drop"))
                .allSatisfy(method ->
                        assertThat(method.getParameterTypes()).doesNotContain(String.class, DatabaseName.class));
    }

    @Test
    void only_the_transaction_that_checks_makes_the_proof() throws IOException {
        assertThat(Quarantined.class.getConstructors()).isEmpty();
        assertThat(filesWith(SOURCES, Pattern.compile("new quarantined\\(")))
                .containsExactly("QuarantineRepository.java");
    }

    private static List<String> filesWith(Path directory, Pattern statement) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> statement.matcher(code(file)).find())
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    /// Without comments, in small letters.
    private static String code(Path file) {
        try {
            return Files.readString(file).replaceAll("(?m)^\\s*(//|--).*$", "").toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
