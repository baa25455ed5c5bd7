package com.openflyers.gateway.admin;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.InstantSource;

/// Signs tokens for operators with the first configured key that can sign.
public final class TokenIssuer {

    private final JwtSettings settings;
    private final JwtKey key;
    private final JWTAuth signatures;
    private final InstantSource clock;

    /// @throws IllegalStateException with a sentence for a person when no configured key can sign
    public TokenIssuer(Vertx vertx, JwtSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.key = settings.keys().stream()
                .filter(JwtKey::signs)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "no key that can sign: set operations.jwt.hs256-key, or a PRIVATE KEY in es256-key or rs256-key"));
        this.signatures = JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(key.options()));
    }

    /// @param subject the name in the audit
    public String issue(String subject, Role role, Duration lifetime) {
        var now = clock.instant().getEpochSecond();
        var claims = new JsonObject()
                .put("iss", settings.issuer())
                .put("aud", settings.audience())
                .put("sub", subject)
                .put("role", role.word())
                .put("iat", now)
                .put("exp", now + lifetime.toSeconds());
        return signatures.generateToken(
                claims, new JWTOptions().setAlgorithm(key.algorithm().name()));
    }
}
