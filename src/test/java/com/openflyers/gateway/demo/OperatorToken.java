package com.openflyers.gateway.demo;

import com.openflyers.gateway.admin.JwtSettings;
import com.openflyers.gateway.admin.Role;
import com.openflyers.gateway.admin.TokenIssuer;
import com.openflyers.gateway.config.Settings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;

/// The operators' way into the admin API: a key made for this run, and a token that it signed.
record OperatorToken(String key, String token) {

    static final String KEY_VARIABLE = "GATEWAY_OPERATIONS_JWT_HS256_KEY";

    private static final Duration LIFETIME = Duration.ofHours(12);

    static OperatorToken issue(Vertx vertx) {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        var key = HexFormat.of().formatHex(bytes);
        var settings = JwtSettings.from(Settings.of("", "demo", Map.of(KEY_VARIABLE, key)));
        var token = new TokenIssuer(vertx, settings, InstantSource.system()).issue("demo", Role.ADMIN, LIFETIME);
        return new OperatorToken(key, token);
    }

    /// Into a file that only its owner can read.
    void write(Path file) {
        try {
            Files.deleteIfExists(file);
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(file, ownerOnly);
            Files.writeString(file, token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "OperatorToken[…]";
    }
}
