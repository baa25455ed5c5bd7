package com.openflyers.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void a_sound_configuration_is_said_to_be_sound() throws Exception {
        var status = run("check", "--config", file("shutdown: {lame-duck: 5s}"));

        assertThat(status).isZero();
        assertThat(out.toString()).contains("is sound");
    }

    @Test
    void every_fault_of_a_configuration_is_a_line_and_the_status_is_78() throws Exception {
        var file = file("shutdown: {lame-duck: 5, drain: fast}\nlog: {loggers: {io.vertx: loud}}\nedge: {prot: 1}\n");

        for (var command : new String[] {"check", "serve"}) {
            err.getBuffer().setLength(0);
            var status = run(command, "--config", file);

            assertThat(status).isEqualTo(78);
            assertThat(err.toString().lines())
                    .hasSize(4)
                    .anyMatch(line -> line.startsWith("shutdown.lame-duck = \"5\" (" + file + ":1): "))
                    .anyMatch(line -> line.startsWith("shutdown.drain = \"fast\""))
                    .anyMatch(line -> line.startsWith("log.loggers.io.vertx = \"loud\""))
                    .anyMatch(line -> line.startsWith("edge.prot (" + file + ":3): unknown key"));
        }
    }

    @Test
    void a_configuration_that_is_not_there_is_a_fault() {
        assertThat(run("check", "--config", directory.resolve("none.yaml").toString()))
                .isEqualTo(78);
        assertThat(err.toString().lines()).singleElement().asString().endsWith("expected a file that can be read");
    }

    @Test
    void a_command_that_is_not_understood_is_64() {
        assertThat(run()).isEqualTo(64);
        assertThat(run("fly")).isEqualTo(64);
        assertThat(run("serve", "--fast")).isEqualTo(64);
        assertThat(run("probe", "--port", "x")).isEqualTo(64);
        assertThat(err.toString()).contains("Usage: gateway");
    }

    @Test
    void help_and_version_are_no_errors() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("serve", "check", "probe");
        assertThat(run("serve", "--help")).isZero();
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).contains("OpenFlyers gateway", "Java 25");
    }

    @Test
    void a_probe_that_nobody_answers_fails_with_one_sentence() throws Exception {
        int closed;
        try (var socket = new java.net.ServerSocket(0)) {
            closed = socket.getLocalPort();
        }

        assertThat(run("probe", "--port", Integer.toString(closed))).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("port " + closed);
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String file(String yaml) throws Exception {
        return Files.writeString(directory.resolve("gateway.yaml"), yaml).toString();
    }
}
