package com.openflyers.gateway.admin;

import com.openflyers.gateway.admin.Verdict.Accepted;
import com.openflyers.gateway.admin.Verdict.Refused;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// Decides whether a text is a token of ours, and whose.
///
/// Vert.x checks the signature, the issuer and the audience. Around it stand the rules that it leaves open: the
/// algorithm is one that has a key, the three parts are base64url in its only form, no member is named twice, and
/// every claim has the type it must have.
final class TokenVerifier {

    static final int LONGEST = 8 * 1024;
    /// How far the clocks of issuer and gateway may be apart.
    static final Duration SKEW = Duration.ofSeconds(30);

    private static final Pattern PARTS = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");
    private static final Pattern SUBJECT = Pattern.compile("[\\p{L}\\p{N}._@:/+ -]{1,128}");

    private final JwtSettings settings;
    private final JWTAuth signatures;
    private final InstantSource clock;

    TokenVerifier(Vertx vertx, JwtSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.signatures = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .setPubSecKeys(settings.keys().stream()
                                .filter(JwtKey::verifies)
                                .map(JwtKey::options)
                                .toList())
                        .setJWTOptions(new JWTOptions()
                                .setIssuer(settings.issuer())
                                .setAudience(List.of(settings.audience()))
                                .setIgnoreExpiration(true)));
    }

    Future<Verdict> verify(String token) {
        if (token.length() > LONGEST) {
            return refused("the token is too long");
        }
        var parts = PARTS.matcher(token);
        if (!parts.matches()) {
            return refused("the token is not a signed one in compact form");
        }
        try {
            var header = object(parts.group(1));
            checkHeader(header, decode(parts.group(3)).length);
            return signatures
                    .authenticate(new TokenCredentials(token))
                    .map(_ -> (Verdict) new Accepted(operator(object(parts.group(2)))))
                    .recover(failure -> refused(
                            failure instanceof BadToken
                                    ? String.valueOf(failure.getMessage())
                                    : "the token is not ours"));
        } catch (BadToken e) {
            return refused(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Vert.x throws ClassCastException and the like for claims of an odd type: whatever it is, nobody gets in.
            return refused("the token is not ours");
        }
    }

    private void checkHeader(JsonObject header, int signatureBytes) {
        var algorithm = header.getValue("alg");
        // The library pads a short RSA signature and takes an ECDSA one in DER as well: one form only.
        var known = settings.keys().stream()
                .anyMatch(key -> key.verifies()
                        && key.algorithm().name().equals(algorithm)
                        && key.signatureBytes() == signatureBytes);
        require(known, "no key for the algorithm of the token");
        var type = header.getValue("typ", "JWT");
        require(type instanceof String text && text.equalsIgnoreCase("JWT"), "the token is of another type");
        // We know no extension, so none may be critical (RFC 7515 §4.1.11); b64 and zip change what is signed.
        require(
                !header.containsKey("crit") && !header.containsKey("b64") && !header.containsKey("zip"),
                "the token needs an extension");
    }

    private Operator operator(JsonObject claims) {
        var now = clock.instant().getEpochSecond();
        require(now < date(claims, "exp") + SKEW.toSeconds(), "the token has expired");
        require(
                !claims.containsKey("nbf") || date(claims, "nbf") <= now + SKEW.toSeconds(),
                "the token is not valid yet");
        require(
                !claims.containsKey("iat") || date(claims, "iat") <= now + SKEW.toSeconds(),
                "the token is from the future");
        require(settings.issuer().equals(claims.getValue("iss")), "the token has another issuer");
        require(isForUs(claims.getValue("aud")), "the token is for another service");
        require(
                claims.getValue("sub") instanceof String sub
                        && SUBJECT.matcher(sub).matches(),
                "the token has no subject that could stand in the audit");
        var subject = claims.getString("sub");
        require(!settings.denied().contains(subject), "the subject of the token is denied");
        require(claims.getValue("role") instanceof String, "the token has no role");
        var role = Role.find(claims.getString("role")).orElseThrow(() -> new BadToken("the token has no role of ours"));
        return new Operator(subject, role);
    }

    private boolean isForUs(Object audience) {
        return audience instanceof JsonArray several
                ? several.stream().allMatch(String.class::isInstance) && several.contains(settings.audience())
                : settings.audience().equals(audience);
    }

    /// Seconds since 1970, whole ones.
    private static long date(JsonObject claims, String name) {
        var value = claims.getValue(name);
        require(
                value instanceof Integer || value instanceof Long,
                "the claim " + name + " is no whole number of seconds");
        var seconds = ((Number) value).longValue();
        // Far below overflow; the year 9999.
        require(seconds >= 0 && seconds <= 253_402_300_799L, "the claim " + name + " is no date");
        return seconds;
    }

    private static JsonObject object(String part) {
        if (StrictJson.parse(decode(part)) instanceof JsonObject object) {
            return object;
        }
        throw new BadToken("a part of the token is no JSON object");
    }

    private static byte[] decode(String part) {
        var bytes = Base64.getUrlDecoder().decode(part);
        require(
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part),
                "the token is not base64url in its only form");
        return bytes;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new BadToken(otherwise);
        }
    }

    private static Future<Verdict> refused(String reason) {
        return Future.succeededFuture(new Refused(reason));
    }

    /// Leaves the rules above at the first one broken; never leaves this class.
    private static final class BadToken extends RuntimeException {

        private static final long serialVersionUID = 1;

        BadToken(String reason) {
            super(reason, null, false, false);
        }
    }
}
