package com.openflyers.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildProcessTest {

    @Test
    void its_lines_and_its_exit_code_are_kept() {
        try (var child = shell("echo one; echo two >&2; exit 7")) {
            assertThat(child.awaitLine("two")).isEqualTo("two");
            assertThat(child.awaitLine("one")).isEqualTo("one");
            assertThat(child.exitCode()).isEqualTo(7);
        }
    }

    @Test
    void a_line_that_never_comes_fails_with_what_was_printed_instead() {
        try (var child = shell("echo something else")) {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> child.awaitLine("ready"))
                    .withMessageContaining("something else");
        }
    }

    @Test
    void terminate_lets_it_end_in_its_own_way() {
        try (var child = shell("trap 'echo bye; exit 3' TERM; echo up; while true; do read -t 1 x; done")) {
            var _ = child.awaitLine("up");

            assertThat(child.terminate()).isEqualTo(3);
            assertThat(child.output()).endsWith("bye");
        }
    }

    @Test
    void kill_ends_what_ignores_a_request_to_end() {
        try (var child = shell("trap '' TERM; echo up; while true; do read -t 1 x; done")) {
            var _ = child.awaitLine("up");

            child.kill();

            assertThat(child.exitCode()).isEqualTo(128 + 9);
        }
    }

    @Test
    void closing_ends_what_it_started_as_well() {
        var child = shell("sleep 1000 & echo $!; wait");
        var grandchild = ProcessHandle.of(Long.parseLong(child.awaitLine(""))).orElseThrow();

        child.close();

        assertThat(child.alive()).isFalse();
        Eventually.holds(Duration.ofSeconds(60), () -> !grandchild.isAlive(), () -> new AssertionError("it lives"));
    }

    private static ChildProcess shell(String script) {
        return ChildProcess.start("a shell", List.of("bash", "-c", script));
    }
}
