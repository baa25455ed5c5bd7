package com.openflyers.gateway.admin;

import com.openflyers.gateway.admin.JwtKey.Algorithm;
import com.openflyers.gateway.config.Secret;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes tokens of every kind, good and bad, without the library that is to judge them.
final class Forger {

    static final String SECRET = "a secret for tests of thirty-two bytes or more";
    static final KeyPair RSA = pair("RSA", 2048);
    static final KeyPair EC = pair("EC", 256);

    private Forger() {}

    static List<JwtKey> hs256() {
        return JwtKey.parse(Algorithm.HS256, new Secret(SECRET));
    }

    static List<JwtKey> rs256() {
        return JwtKey.parse(Algorithm.RS256, new Secret(publicPem(RSA)));
    }

    static List<JwtKey> es256() {
        return JwtKey.parse(Algorithm.ES256, new Secret(publicPem(EC)));
    }

    static KeyPair pair(String algorithm, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String publicPem(KeyPair pair) {
        return pem("PUBLIC KEY", pair.getPublic());
    }

    static String privatePem(KeyPair pair) {
        return pem("PRIVATE KEY", pair.getPrivate());
    }

    static String hmac(JsonObject header, JsonObject claims) {
        return hmac(header.encode(), claims.encode(), SECRET);
    }

    static String hmac(String header, String claims, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var signed = part(header) + "." + part(claims);
            return signed + "." + part(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// @param name JCA's, such as `SHA256withRSA`
    static String signed(JsonObject header, JsonObject claims, String name, PrivateKey key) {
        try {
            var signature = Signature.getInstance(name);
            signature.initSign(key);
            var signed = part(header.encode()) + "." + part(claims.encode());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + part(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String part(String json) {
        return part(json.getBytes(StandardCharsets.UTF_8));
    }

    static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String pem(String kind, Key key) {
        var base64 = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }
}
