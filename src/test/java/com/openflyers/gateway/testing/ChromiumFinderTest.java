package com.openflyers.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromiumFinderTest {

    @TempDir
    Path directory;

    @Test
    void a_setting_that_names_no_program_is_refused_with_a_sentence() {
        assertThatThrownBy(() -> ChromiumFinder.configured(Optional.of("/nowhere/chromium")))
                .hasMessage("CHROMIUM_PATH = \"/nowhere/chromium\": there is no program to run.");
    }

    @Test
    void one_on_the_path_is_found_under_any_of_its_names() throws Exception {
        var program = Files.createFile(
                directory.resolve("google-chrome"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        assertThat(ChromiumFinder.onPath(Map.of("PATH", "/nowhere:" + directory)))
                .hasValue(program);
        assertThat(ChromiumFinder.onPath(Map.of("PATH", "/nowhere"))).isEmpty();
    }
}
