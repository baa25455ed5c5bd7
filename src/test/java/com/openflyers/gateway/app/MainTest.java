package com.openflyers.gateway.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
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
    void what_the_edge_cannot_use_is_said_before_it_starts() throws Exception {
        var file = file("""
                edge:
                  trusted-proxies: [10.0.0.0/8, nowhere, 10.0.0.0/99]
                  probe-path: gateway/
                  fixed-hosts:
                    a b: http://127.0.0.1:9001
                    client.openflyers.com: http://127.0.0.1:9001
                    Client.OpenFlyers.com:443: http://127.0.0.1:9002
                """);

        var status = run("check", "--config", file);

        assertThat(status).isEqualTo(78);
        assertThat(err.toString().lines())
                .hasSize(5)
                .anyMatch(line -> line.startsWith("edge.trusted-proxies = \"nowhere\""))
                .anyMatch(line -> line.startsWith("edge.trusted-proxies = \"10.0.0.0/99\""))
                .anyMatch(line -> line.startsWith("edge.probe-path = \"gateway/\""))
                .anyMatch(line -> line.startsWith("edge.fixed-hosts.a b"))
                .anyMatch(line -> line.startsWith("edge.fixed-hosts.Client.OpenFlyers.com:443"));
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
        assertThat(out.toString()).contains("serve", "check", "token", "probe");
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

    @Test
    void a_probe_asks_where_the_configuration_says() throws Exception {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
        server.createContext("/live", exchange -> exchange.sendResponseHeaders(200, -1));
        server.start();
        try {
            var port = server.getAddress().getPort();

            assertThat(run("probe", "--config", file("operations: {address: 127.0.0.2, port: " + port + "}")))
                    .as("%s", err)
                    .isZero();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void an_access_log_without_a_name_is_a_fault() throws Exception {
        assertThat(run("check", "--config", file("access-log: {file: ' '}"))).isEqualTo(78);
        assertThat(err.toString()).startsWith("access-log.file");
    }

    @Test
    void a_token_is_all_that_is_printed_and_says_who_may_do_what() throws Exception {
        var key = Files.writeString(directory.resolve("key"), "k".repeat(32));
        var file = file("operations: {jwt: {hs256-key-file: " + key + "}}");

        var status = run("token", "--config", file, "--role", "operator", "--subject", "anna", "--ttl", "2h");

        assertThat(status).as("%s", err).isZero();
        var parts = out.toString().strip().split("\\.");
        assertThat(parts).hasSize(3);
        var claims = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
        assertThat(claims.getString("sub")).isEqualTo("anna");
        assertThat(claims.getString("role")).isEqualTo("operator");
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(7200);
    }

    @Test
    void a_token_needs_a_key_a_role_a_name_and_an_end() throws Exception {
        var file = file("");

        assertThat(run("token", "--config", file, "--role", "admin", "--subject", "anna"))
                .isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("operations.jwt");
        assertThat(run("token", "--config", file, "--role", "pilot", "--subject", "anna"))
                .isEqualTo(64);
        assertThat(run("token", "--config", file, "--role", "admin")).isEqualTo(64);
        assertThat(run("token", "--config", file, "--role", "admin", "--subject", " "))
                .isEqualTo(64);
        assertThat(run("token", "--config", file, "--role", "admin", "--subject", "anna", "--ttl", "30"))
                .isEqualTo(64);
        assertThat(run("token", "--config", file, "--role", "admin", "--subject", "anna", "--ttl", "0s"))
                .isEqualTo(64);
        assertThat(out.toString()).isEmpty();
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
