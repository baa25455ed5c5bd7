package com.openflyers.gateway.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.Callable;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/// Passwords as they are stored: Argon2id with 19 MiB and two passes (OWASP Password Storage Cheat Sheet), in the
/// text form of its reference implementation, so that the cost is kept beside each hash.
///
/// A password is what was typed, in Unicode form NFKC (NIST SP 800-63B §3.1.1.2): the same on every keyboard, and never
/// shortened. Hashing is slow on purpose and so has a bounded pool of worker threads; beyond that it queues.
final class PasswordHash {

    private static final int KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    /// What the booking application's databases keep (OWASP's figure for PBKDF2 with HMAC-SHA-256).
    private static final int MEMBER_ITERATIONS = 600_000;

    /// @param outdated whether it is right and was stored at another cost: hash it anew
    record Check(boolean right, boolean outdated) {}

    /// No password's: compared with when there is no account, so that this takes as long.
    private static final String NOBODYS = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(
                    KIBIBYTES, PASSES, LANES, "A".repeat(SALT_BYTES * 4 / 3 + 1), "A".repeat(HASH_BYTES * 4 / 3 + 1));

    private final WorkerExecutor workers;

    PasswordHash(Vertx vertx, int threads) {
        workers = vertx.createSharedWorkerExecutor("password", threads);
    }

    Future<String> of(String password) {
        return slowly(() -> hashed(normal(password), salt()));
    }

    /// @param stored null when there is none, which takes as long and is never right
    Future<Check> check(@Nullable String stored, String password) {
        return slowly(() -> checked(stored == null ? NOBODYS : stored, password, stored != null));
    }

    /// The same password as the first member's in the booking application: `pbkdf2:<iterations>:<salt>:<hash>`.
    Future<String> ofMember(String password) {
        return slowly(() -> member(normal(password)));
    }

    private <T> Future<T> slowly(Callable<T> work) {
        return workers.executeBlocking(work, false).map(Objects::requireNonNull);
    }

    private static Check checked(String stored, String password, boolean real) {
        var function = Argon2Function.getInstanceFromHash(stored);
        var right = Password.check(normal(password), stored).with(function) && real;
        var outdated = function.getMemory() != KIBIBYTES || function.getIterations() != PASSES;
        return new Check(right, right && outdated);
    }

    private static String hashed(String password, byte[] salt) {
        var function = Argon2Function.getInstance(KIBIBYTES, PASSES, LANES, HASH_BYTES, Argon2.ID);
        return Password.hash(password).addSalt(salt).with(function).getResult();
    }

    private static String member(String password) {
        try {
            var salt = salt();
            var key = new PBEKeySpec(password.toCharArray(), salt, MEMBER_ITERATIONS, HASH_BYTES * 8);
            var hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
            var text = Base64.getEncoder();
            return "pbkdf2:%d:%s:%s".formatted(MEMBER_ITERATIONS, text.encodeToString(salt), text.encodeToString(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2", e);
        }
    }

    private static byte[] salt() {
        var salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return salt;
    }

    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }
}
