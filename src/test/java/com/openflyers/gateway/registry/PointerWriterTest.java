package com.openflyers.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PointerWriterTest {

    private static final Pattern MOVES_A_POINTER = Pattern.compile(
            "update\\s+space\\s+[^;\"]*?\\bset\\b[^;\"]*?(?<![_\\w])version\\s*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern CREATES_A_SPACE =
            Pattern.compile("insert\\s+into\\s+space\\s*\\(", Pattern.CASE_INSENSITIVE);

    @Test
    void one_class_moves_pointers() throws Exception {
        assertThat(sourcesWith(MOVES_A_POINTER)).containsExactly("PointerRepository.java");
    }

    @Test
    void one_class_gives_a_new_space_its_first_pointer_and_never_a_second() throws Exception {
        assertThat(sourcesWith(CREATES_A_SPACE)).containsExactly("SpaceRepository.java");
        var source = Files.readString(Path.of("src/main/java/com/openflyers/gateway/registry/SpaceRepository.java"));
        assertThat(source).doesNotContain("version = excluded.version");
    }

    private static List<String> sourcesWith(Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            return files.filter(file -> file.toString().matches(".*\\.(java|sql)"))
                    .filter(file -> pattern.matcher(read(file)).find())
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
