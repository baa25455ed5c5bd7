package com.openflyers.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openflyers.gateway.config.Settings;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwtSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void each_algorithm_has_a_key_of_its_own() throws Exception {
        var rsa = Files.writeString(
                folder.resolve("rsa.pem"), Forger.privatePem(Forger.RSA) + Forger.publicPem(Forger.RSA));
        var settings = Settings.of(
                "operations: {jwt: {rs256-key-file: '" + rsa + "', denied-subjects: [anne]}}",
                "test",
                Map.of("GATEWAY_OPERATIONS_JWT_HS256_KEY", Forger.SECRET));

        var jwt = JwtSettings.from(settings);

        settings.requireSound();
        assertThat(jwt.keys())
                .extracting(JwtKey::algorithm)
                .containsExactly(JwtKey.Algorithm.HS256, JwtKey.Algorithm.RS256, JwtKey.Algorithm.RS256);
        assertThat(jwt.denied()).containsExactly("anne");
    }

    @Test
    void a_weak_or_wrong_key_is_a_fault_that_does_not_show_it() {
        faultOf("HS256", "short").contains("at least 32 bytes").doesNotContain("short\"");
        faultOf("RS256", Forger.publicPem(Forger.pair("RSA", 1024))).contains("2048");
        faultOf("ES256", Forger.publicPem(Forger.pair("EC", 384))).contains("P-256");
        faultOf("RS256", Forger.publicPem(Forger.EC)).contains("RS256");
        faultOf("ES256", Forger.publicPem(Forger.RSA)).contains("ES256");
        faultOf("ES256", "no PEM at all").contains("at least one key");
        faultOf("RS256", Forger.publicPem(Forger.RSA).replace("PUBLIC", "RSA PUBLIC"))
                .contains("PUBLIC KEY");
    }

    @Test
    void a_faulty_key_is_named_by_where_it_came_from() throws Exception {
        var file = Files.writeString(folder.resolve("key"), "short");
        var direct = Settings.of("", "test", Map.of("GATEWAY_OPERATIONS_JWT_HS256_KEY", "short"));
        var indirect = Settings.of("operations: {jwt: {hs256-key-file: '" + file + "'}}", "test", Map.of());

        var _ = JwtSettings.from(direct);
        var _ = JwtSettings.from(indirect);

        assertThat(direct.faults()).singleElement().asString().contains("GATEWAY_OPERATIONS_JWT_HS256_KEY)");
        assertThat(indirect.faults()).singleElement().asString().startsWith("operations.jwt.hs256-key-file = ");
    }

    @Test
    void a_key_never_shows_in_print() {
        var settings = Settings.of("", "test", Map.of("GATEWAY_OPERATIONS_JWT_HS256_KEY", Forger.SECRET));

        assertThat(JwtSettings.from(settings).toString()).doesNotContain(Forger.SECRET);
    }

    @Test
    void a_node_that_can_only_verify_says_so_when_asked_to_sign() {
        var settings = new JwtSettings(Forger.es256(), "openflyers", "gateway-operations", Set.of());
        var vertx = Vertx.vertx();

        assertThatThrownBy(() -> new TokenIssuer(vertx, settings, InstantSource.system()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no key that can sign");

        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static org.assertj.core.api.AbstractStringAssert<?> faultOf(String algorithm, String key) {
        var settings = Settings.of("", "test", Map.of("GATEWAY_OPERATIONS_JWT_" + algorithm + "_KEY", key));

        var jwt = JwtSettings.from(settings);

        assertThat(jwt.keys()).isEmpty();
        assertThat(settings.faults()).hasSize(1);
        return assertThat(settings.faults().getFirst().toString());
    }
}
