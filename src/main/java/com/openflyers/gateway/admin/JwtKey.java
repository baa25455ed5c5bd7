package com.openflyers.gateway.admin;

import com.openflyers.gateway.config.Secret;
import io.vertx.ext.auth.PubSecKeyOptions;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// One key that signs or verifies tokens, bound to the one algorithm it was configured for.
///
/// The binding is what makes a token signed with HMAC under an RSA public key worthless (RFC 8725 §2.1).
///
/// @param material the text of an HMAC secret, or one PEM block
/// @param signatureBytes how long a signature of this key is, to the byte
record JwtKey(Algorithm algorithm, Use use, Secret material, int signatureBytes) {

    enum Algorithm {
        HS256,
        RS256,
        ES256
    }

    enum Use {
        SIGN,
        VERIFY,
        BOTH
    }

    /// RFC 7518 §3.2: no shorter than the hash.
    private static final int SHORTEST_SECRET_BYTES = 32;
    /// RFC 7518 §3.3.
    private static final int SHORTEST_MODULUS_BITS = 2048;

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*([A-Za-z0-9+/=\\s]+?)\\s*-----END \\1-----");

    /// Reads all keys of one setting: for HMAC one secret a line, else the blocks of a PEM text. Several keys are how
    /// one follows another: the first that can sign signs, every one verifies.
    ///
    /// @throws IllegalArgumentException with the rule that the text breaks, and nothing of the text
    static List<JwtKey> parse(Algorithm algorithm, Secret setting) {
        var keys = algorithm == Algorithm.HS256 ? secrets(setting) : pemBlocks(algorithm, setting);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("expected at least one key");
        }
        return keys;
    }

    PubSecKeyOptions options() {
        return new PubSecKeyOptions().setAlgorithm(algorithm.name()).setBuffer(material.reveal());
    }

    boolean signs() {
        return use != Use.VERIFY;
    }

    boolean verifies() {
        return use != Use.SIGN;
    }

    private static List<JwtKey> secrets(Secret setting) {
        var lines = setting.reveal().lines().map(String::strip).filter(line -> !line.isEmpty());
        return lines.map(JwtKey::secret).toList();
    }

    private static JwtKey secret(String line) {
        if (line.getBytes(StandardCharsets.UTF_8).length < SHORTEST_SECRET_BYTES) {
            throw new IllegalArgumentException("expected secrets of at least " + SHORTEST_SECRET_BYTES + " bytes");
        }
        return new JwtKey(Algorithm.HS256, Use.BOTH, new Secret(line), 32);
    }

    private static List<JwtKey> pemBlocks(Algorithm algorithm, Secret setting) {
        var keys = new ArrayList<JwtKey>();
        var blocks = PEM.matcher(setting.reveal());
        while (blocks.find()) {
            keys.add(pem(algorithm, blocks.group(1), blocks.group(2), blocks.group()));
        }
        return keys;
    }

    private static JwtKey pem(Algorithm algorithm, String kind, String base64, String block) {
        var use = switch (kind) {
            case "PUBLIC KEY" -> Use.VERIFY;
            case "PRIVATE KEY" -> Use.SIGN;
            default -> throw new IllegalArgumentException("expected blocks PRIVATE KEY or PUBLIC KEY, not " + kind);
        };
        try {
            var der = Base64.getMimeDecoder().decode(base64);
            var factory = KeyFactory.getInstance(algorithm == Algorithm.RS256 ? "RSA" : "EC");
            var key = use == Use.VERIFY
                    ? factory.generatePublic(new X509EncodedKeySpec(der))
                    : factory.generatePrivate(new PKCS8EncodedKeySpec(der));
            return new JwtKey(algorithm, use, new Secret(block), signatureBytes(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("expected keys for " + algorithm + " in PEM", e);
        }
    }

    private static int signatureBytes(Key key) throws GeneralSecurityException {
        return switch (key) {
            case RSAKey rsa
            when rsa.getModulus().bitLength() >= SHORTEST_MODULUS_BITS ->
                (rsa.getModulus().bitLength() + 7) / 8;
            case ECKey ec when isP256(ec.getParams()) -> 64;
            default ->
                throw new IllegalArgumentException(
                        "expected RSA keys of at least " + SHORTEST_MODULUS_BITS + " bits, or EC keys on P-256");
        };
    }

    private static boolean isP256(ECParameterSpec curve) throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var p256 = parameters.getParameterSpec(ECParameterSpec.class);
        return curve.getCurve().equals(p256.getCurve())
                && curve.getGenerator().equals(p256.getGenerator())
                && curve.getOrder().equals(p256.getOrder());
    }
}
