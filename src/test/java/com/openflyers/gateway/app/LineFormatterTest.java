package com.openflyers.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineFormatterTest {

    @Test
    void a_record_is_a_line_with_time_level_and_origin() {
        var line = format(Level.WARNING, "com.openflyers.gateway.proxy.Edge", "all is {0}", null, "well");

        assertThat(line).isEqualTo("2026-11-24T10:00:00.000Z WARNING proxy.Edge: all is well\n");
    }

    @Test
    void a_message_cannot_make_up_another_record_or_steer_a_terminal() {
        var line = format(Level.INFO, "x", "a\n2026 ERROR b\r\u001b[2J\u0085\u2028c", null);

        assertThat(line).endsWith("a\\u000a2026 ERROR b\\u000d\\u001b[2J\\u0085\\u2028c\n");
        assertThat(line.strip().lines()).hasSize(1);
    }

    @Test
    void a_stack_trace_stays_on_its_line_with_its_causes() {
        var thrown = new IllegalStateException("first\nline", new IllegalArgumentException("the reason"));

        var line = format(Level.SEVERE, "x", "failed", thrown);

        assertThat(line.strip().lines()).hasSize(1);
        assertThat(line)
                .contains("ERROR x: failed | java.lang.IllegalStateException: first\\u000aline | at ")
                .contains("LineFormatterTest", "caused by java.lang.IllegalArgumentException: the reason");
    }

    @Test
    void causes_that_form_a_ring_end() {
        var first = new IllegalStateException("a");
        var second = new IllegalStateException("b", first);
        var _ = first.initCause(second);

        assertThat(format(Level.SEVERE, "x", "failed", first)).hasSizeLessThan(20_000);
    }

    private static String format(
            Level level, String logger, String message, @Nullable Throwable thrown, Object... parameters) {
        var one = new LogRecord(level, message);
        one.setInstant(Instant.parse("2026-11-24T10:00:00Z"));
        one.setLoggerName(logger);
        one.setThrown(thrown);
        one.setParameters(parameters);
        return new LineFormatter().format(one);
    }
}
