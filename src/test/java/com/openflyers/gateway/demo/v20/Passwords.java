package com.openflyers.gateway.demo.v20;

import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.ConcurrentHashMap;

/// Checks and hashes passwords away from the server's own thread, which the work would hold up for everybody.
///
/// Which password matched which stored hash is remembered, so that a script with HTTP Basic pays the slow check once.
/// A hash holds its salt: no two people share an entry, and a changed password has none.
final class Passwords {

    private static final int LIMIT = 1000;

    private final Vertx vertx;
    private final ConcurrentHashMap<String, byte[]> matched = new ConcurrentHashMap<>();

    Passwords(Vertx vertx) {
        this.vertx = vertx;
    }

    String hash(String password) {
        return vertx.executeBlocking(() -> PasswordHash.of(password), false).await();
    }

    boolean matches(String stored, String password) {
        if (PasswordHash.legacy(stored)) {
            return PasswordHash.matches(stored, password);
        }
        var digest = digest(password);
        var known = matched.get(stored);
        if (known != null && MessageDigest.isEqual(known, digest)) {
            return true;
        }
        var matches = vertx.executeBlocking(() -> PasswordHash.matches(stored, password), false)
                .await();
        if (matches) {
            if (matched.size() >= LIMIT) {
                matched.clear();
            }
            matched.put(stored, digest);
        }
        return matches;
    }

    private static byte[] digest(String password) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
