package com.openflyers.gateway.account;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// Numbers that nobody guesses: 256 random bits in cookies and links, of which only the hash is stored.
final class Tokens {

    private static final int BYTES = 32;
    private static final int MARK = 12;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private Tokens() {}

    static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return TEXT.encodeToString(bytes);
    }

    /// What is stored. A plain hash is enough for something with that much chance in it.
    static Buffer hash(String token) {
        return Buffer.buffer(sha256(token));
    }

    /// What a form of ours must say: derived from a cookie that no other page reads, and of no use for finding it.
    static String ofForm(String cookie) {
        return TEXT.encodeToString(sha256("form " + cookie));
    }

    /// Tells two links or secrets apart in a log or a cause, without opening either.
    static String mark(String token) {
        return ofForm(token).substring(0, MARK);
    }

    /// In a time that does not tell where they differ.
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
