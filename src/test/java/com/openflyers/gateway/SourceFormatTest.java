package com.openflyers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every Java source looks as palantir-java-format would print it.
///
/// A test and not a Maven step because the formatter parses with the compiler of the JDK it runs on, and Maven may
/// run on one that does not know Java 25. `-Dformat.write=true` rewrites the files instead of failing:
/// `mvn -q test -Dtest=SourceFormatTest -Dformat.write=true`.
class SourceFormatTest {

    @Test
    void every_source_is_formatted() throws Exception {
        var write = Boolean.getBoolean("format.write");
        var unformatted = new ArrayList<Path>();

        for (var file : sources()) {
            var text = Files.readString(file);
            var formatted = format(text);
            if (!formatted.equals(text)) {
                if (write && docs(formatted).equals(docs(text))) {
                    Files.writeString(file, formatted);
                } else {
                    unformatted.add(file);
                }
            }
        }

        assertThat(unformatted)
                .as(
                        "run: mvn -q test -Dtest=SourceFormatTest -Dformat.write=true; left alone are files with a /// line "
                                + "that is too long for the formatter, which would break it into code")
                .isEmpty();
    }

    private static String format(String text) throws FormatterException {
        var options = JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build();
        var imports = ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(text), options.style());
        return Formatter.createFormatter(options).formatSource(imports);
    }

    private static List<String> docs(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("///"))
                .toList();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
