package com.openflyers.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.ChildProcess;
import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.GatewayConfig;
import com.openflyers.gateway.testing.GatewayProcess;
import com.openflyers.gateway.testing.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The jar as it is shipped: what many jars brought must still be found in one, which no test on a class path sees.
/// Runs after packaging.
class ShippedJarIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void it_knows_its_version_and_its_configuration() {
        try (var version = run("--version");
                var check = run("check", "--config", "conf/gateway.yaml")) {

            assertThat(version.exitCode(PATIENCE)).as(version.output()).isZero();
            assertThat(version.output()).matches("OpenFlyers gateway \\d\\S* \\(Java 25.*\\)");
            assertThat(check.exitCode(PATIENCE)).as(check.output()).isZero();
            assertThat(check.output()).isEqualTo("conf/gateway.yaml is sound");
        }
    }

    @Test
    void it_makes_its_schema_serves_and_stops_when_told_to(@TempDir Path directory) {
        var cache = directory.resolve("gateway.aot");
        var config = GatewayConfig.on(Postgres.emptyDatabase());
        var environment = new HashMap<>(config.environment());
        if (System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64")) {
            environment.put("GATEWAY_EDGE_TRANSPORT", "epoll");
        }
        var learning = List.of("-XX:AOTCacheOutput=" + cache);
        try (var gateway = GatewayProcess.launchJar(config.yaml(), environment, learning)) {
            gateway.awaitReady();

            assertThat(gateway.status("/live")).isEqualTo(200);
            assertThat(gateway.status("/")).isEqualTo(200);
            assertThat(gateway.text("/metrics")).contains("gateway_table_revision");
            try (var client = Conversation.with(gateway.edgePort())) {
                var answer = client.send("GET / HTTP/1.1\r\nHost: nobody.localhost\r\nAccept: text/html\r\n\r\n")
                        .readMessage();
                assertThat(answer.status()).isEqualTo(404);
                assertThat(answer.field("Content-Type")).startsWith("text/html");
            }
            assertThat(gateway.process().terminate()).isZero();
        }
        // As the container does it; "on" ends a JVM that cannot use what was learnt.
        var knowing = List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache);
        try (var gateway = GatewayProcess.launchJar(config.yaml(), environment, knowing)) {
            gateway.awaitReady();

            assertThat(gateway.process().terminate()).isZero();
        }
    }

    private static ChildProcess run(String... arguments) {
        var command = new ArrayList<>(List.of(ChildProcess.java(), "-jar", GatewayProcess.JAR.toString()));
        command.addAll(List.of(arguments));
        return ChildProcess.start("jar", command);
    }
}
