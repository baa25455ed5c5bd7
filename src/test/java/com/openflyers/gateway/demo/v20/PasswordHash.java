package com.openflyers.gateway.demo.v20;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// A stored password: `pbkdf2:<iterations>:<salt>:<hash>`, or `md5:<hex>` as it came from 1.3.1.
///
/// The old kind is accepted once: whoever logs in with it gets a new one.
final class PasswordHash {

    /// About 15 ms; a sample's figure. A product takes Argon2id and more time.
    private static final int ITERATIONS = 30_000;

    private static final int BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PasswordHash() {}

    static boolean matches(String stored, String password) {
        var parts = stored.split(":", -1);
        return switch (parts[0]) {
            case "md5" -> same(md5(password), HexFormat.of().parseHex(parts[1]));
            case "pbkdf2" -> {
                var salt = Base64.getDecoder().decode(parts[2]);
                yield same(
                        pbkdf2(password, salt, Integer.parseInt(parts[1])),
                        Base64.getDecoder().decode(parts[3]));
            }
            default -> false;
        };
    }

    static boolean legacy(String stored) {
        return stored.startsWith("md5:");
    }

    static String of(String password) {
        var salt = new byte[16];
        RANDOM.nextBytes(salt);
        var base64 = Base64.getEncoder();
        return "pbkdf2:%d:%s:%s"
                .formatted(
                        ITERATIONS,
                        base64.encodeToString(salt),
                        base64.encodeToString(pbkdf2(password, salt, ITERATIONS)));
    }

    private static boolean same(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }

    /// 1.3.1's pages are ISO-8859-1, and so were the bytes it hashed.
    private static byte[] md5(String password) {
        try {
            return MessageDigest.getInstance("MD5").digest(password.getBytes(StandardCharsets.ISO_8859_1));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    private static byte[] pbkdf2(String password, byte[] salt, int iterations) {
        try {
            var key = new PBEKeySpec(password.toCharArray(), salt, iterations, BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2", e);
        }
    }
}
