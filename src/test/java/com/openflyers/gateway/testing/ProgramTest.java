package com.openflyers.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgramTest {

    private static final String SETTING = "program.openflyers-none";

    @AfterEach
    void forget_the_setting() {
        System.clearProperty(SETTING);
    }

    @Test
    void a_program_on_the_path_is_found() {
        assertThat(new Program("sh", "dash").path()).isExecutable();
    }

    @Test
    void the_setting_comes_before_the_path() {
        System.setProperty(SETTING, ChildProcess.java());

        assertThat(new Program("openflyers-none", "openflyers-none").path()).isEqualTo(Path.of(ChildProcess.java()));
    }

    @Test
    void a_setting_that_is_no_program_is_refused_and_not_replaced_by_a_guess() {
        System.setProperty(SETTING, "/nowhere/openflyers-none");

        assertThatIllegalStateException()
                .isThrownBy(() -> new Program("openflyers-none", "openflyers-none").path())
                .withMessageContaining("/nowhere/openflyers-none");
    }
}
