package com.openflyers.gateway.demo.v20;

import com.openflyers.gateway.demo.web.Credentials;
import com.openflyers.gateway.demo.web.SpaceDatabase;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/// Passwords and sessions of one space.
record Logins(SpaceDatabase space, Passwords passwords) {

    static final String COOKIE = "OFSESSION";

    private static final Duration SESSION = Duration.ofHours(8);
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String FIND = "SELECT hash_password, " + Person.COLUMNS + " FROM person WHERE login = $1";
    /// Whoever rehashes second finds the hash changed and leaves it.
    private static final String REHASH = "UPDATE person SET hash_password = $3 WHERE id = $1 AND hash_password = $2";

    private static final String OPEN = """
            INSERT INTO session (token_hash, person_id, expires_at)
            VALUES ($1, $2, now() + $3 * interval '1 s')
            """;
    private static final String RESUME = "SELECT " + Person.COLUMNS + """

              FROM session
              JOIN person ON person.id = session.person_id
             WHERE session.token_hash = $1 AND session.expires_at > now()
            """;
    private static final String CLOSE = "DELETE FROM session WHERE token_hash = $1 OR expires_at < now()";

    Optional<Person> check(Credentials credentials) {
        var found = space.row(FIND, credentials.login())
                .filter(row -> passwords.matches(row.getString("hash_password"), credentials.password()));
        found.ifPresent(row -> {
            var stored = row.getString("hash_password");
            if (PasswordHash.legacy(stored)) {
                var _ = space.change(REHASH, row.getInteger("id"), stored, passwords.hash(credentials.password()));
            }
        });
        return found.map(Person::from);
    }

    Optional<Person> resume(String token) {
        return space.row(RESUME, hash(token)).map(Person::from);
    }

    /// @return the cookie's value
    String open(Person person) {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var _ = space.change(OPEN, hash(token), person.id(), SESSION.toSeconds());
        return token;
    }

    void close(String token) {
        var _ = space.change(CLOSE, hash(token));
    }

    private static String hash(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
