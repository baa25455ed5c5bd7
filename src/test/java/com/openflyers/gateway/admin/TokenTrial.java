package com.openflyers.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.admin.Verdict.Refused;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Tokens before the verifier, at an instant that never passes.
final class TokenTrial implements AfterAllCallback {

    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final Vertx vertx = Vertx.vertx();

    Vertx vertx() {
        return vertx;
    }

    void refuses(String... tokens) {
        for (var token : tokens) {
            assertThat(verify(token, settings(Forger.hs256()))).as(token).isInstanceOf(Refused.class);
        }
    }

    Verdict verify(String token, JwtSettings settings) {
        var verdict = new TokenVerifier(vertx, settings, InstantSource.fixed(NOW)).verify(token);
        // No input makes the verifier wait or throw.
        assertThat(verdict.succeeded()).isTrue();
        return verdict.result();
    }

    static JwtSettings settings(List<JwtKey> keys) {
        return new JwtSettings(keys, "openflyers", "gateway-operations", Set.of());
    }

    static JsonObject header(String algorithm) {
        return new JsonObject().put("typ", "JWT").put("alg", algorithm);
    }

    static JsonObject claims() {
        return new JsonObject()
                .put("iss", "openflyers")
                .put("aud", "gateway-operations")
                .put("sub", "anne")
                .put("role", "operator")
                .put("exp", NOW.getEpochSecond() + 3600);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
