package com.openflyers.gateway.admin;

import static com.openflyers.gateway.admin.Forger.hmac;
import static com.openflyers.gateway.admin.Forger.part;
import static com.openflyers.gateway.admin.TokenTrial.NOW;
import static com.openflyers.gateway.admin.TokenTrial.claims;
import static com.openflyers.gateway.admin.TokenTrial.header;
import static com.openflyers.gateway.admin.TokenTrial.settings;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.admin.Verdict.Accepted;
import com.openflyers.gateway.admin.Verdict.Refused;
import com.openflyers.gateway.config.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The attacks of RFC 8725 and ASVS 9 on the tokens that open the API.
class TokenVerifierTest {

    @RegisterExtension
    static final TokenTrial trial = new TokenTrial();

    @Test
    void a_token_of_our_own_issuer_opens_for_its_subject_and_role() {
        var token = new TokenIssuer(trial.vertx(), settings(Forger.hs256()), InstantSource.fixed(NOW))
                .issue("anne", Role.OPERATOR, Duration.ofHours(1));

        var verdict = trial.verify(token, settings(Forger.hs256()));

        assertThat(verdict).isEqualTo(new Accepted(new Operator("anne", Role.OPERATOR)));
    }

    @Test
    void our_issuer_signs_with_each_algorithm_when_it_has_the_private_key() {
        for (var algorithm : List.of(JwtKey.Algorithm.RS256, JwtKey.Algorithm.ES256)) {
            var pair = algorithm == JwtKey.Algorithm.RS256 ? Forger.RSA : Forger.EC;
            var both = Forger.privatePem(pair) + Forger.publicPem(pair);
            var settings = settings(JwtKey.parse(algorithm, new Secret(both)));

            var token = new TokenIssuer(trial.vertx(), settings, InstantSource.fixed(NOW))
                    .issue("anne", Role.ADMIN, Duration.ofHours(1));

            assertThat(trial.verify(token, settings)).isEqualTo(new Accepted(new Operator("anne", Role.ADMIN)));
        }
    }

    @Test
    void a_changed_payload_is_refused() {
        var token = hmac(header("HS256"), claims());
        var raised = part(claims().put("role", "admin").encode());

        var forged = token.replaceFirst("\\.[^.]+\\.", "." + raised + ".");

        assertThat(trial.verify(forged, settings(Forger.hs256()))).isInstanceOf(Refused.class);
    }

    @Test
    void a_token_without_its_signature_is_refused() {
        var token = hmac(header("HS256"), claims());
        var unsigned = token.substring(0, token.lastIndexOf('.'));

        trial.refuses(unsigned, unsigned + ".", unsigned + "..", unsigned + "." + part(new byte[32]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "nOnE", "NONE", "", "HS384", "HS512", "PS256", "RS512", "ES384", "hs256"})
    void an_algorithm_that_is_not_on_the_list_is_refused(String algorithm) {
        var signed = hmac(header(algorithm), claims());
        var bare = part(header(algorithm).encode()) + "." + part(claims().encode());

        trial.refuses(signed, bare, bare + ".");
    }

    @Test
    void a_header_without_an_algorithm_or_with_one_of_another_type_is_refused() {
        trial.refuses(
                hmac(new JsonObject(), claims()),
                hmac(new JsonObject().put("alg", 256), claims()),
                hmac(new JsonObject().putNull("alg"), claims()),
                hmac(new JsonObject().put("alg", new JsonArray().add("HS256")), claims()));
    }

    @Test
    void an_hmac_under_the_rsa_public_key_is_refused() {
        var pem = Forger.publicPem(Forger.RSA);
        for (var secret : List.of(pem, pem.strip(), pem.strip() + "\n")) {
            var confused = hmac(header("HS256").encode(), claims().encode(), secret);

            assertThat(trial.verify(confused, settings(Forger.rs256()))).isInstanceOf(Refused.class);
            assertThat(trial.verify(confused, settings(both(Forger.rs256(), Forger.hs256()))))
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void an_rsa_signature_under_another_name_is_refused() {
        var settings = settings(both(Forger.rs256(), Forger.es256()));
        var key = Forger.RSA.getPrivate();

        assertThat(trial.verify(Forger.signed(header("RS256"), claims(), "SHA256withRSA", key), settings))
                .isInstanceOf(Accepted.class);
        assertThat(trial.verify(Forger.signed(header("ES256"), claims(), "SHA256withRSA", key), settings))
                .isInstanceOf(Refused.class);
        assertThat(trial.verify(Forger.signed(header("RS256"), claims(), "SHA512withRSA", key), settings))
                .isInstanceOf(Refused.class);
    }

    @Test
    void an_rsa_signature_cut_short_is_refused() {
        var token = Forger.signed(header("RS256"), claims(), "SHA256withRSA", Forger.RSA.getPrivate());

        assertThat(trial.verify(token.substring(0, token.length() - 4), settings(Forger.rs256())))
                .isInstanceOf(Refused.class);
    }

    @Test
    void an_elliptic_signature_of_zeros_is_refused() {
        var unsigned = part(header("ES256").encode()) + "." + part(claims().encode());
        var derOfZeros = new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0};

        for (var signature : List.of(new byte[64], derOfZeros)) {
            assertThat(trial.verify(unsigned + "." + part(signature), settings(Forger.es256())))
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void an_elliptic_signature_has_one_form_only() {
        var key = Forger.EC.getPrivate();
        var raw = Forger.signed(header("ES256"), claims(), "SHA256withECDSAinP1363Format", key);
        var der = Forger.signed(header("ES256"), claims(), "SHA256withECDSA", key);

        assertThat(trial.verify(raw, settings(Forger.es256()))).isInstanceOf(Accepted.class);
        assertThat(trial.verify(der, settings(Forger.es256()))).isInstanceOf(Refused.class);
    }

    @Test
    void a_key_that_the_token_brings_along_is_neither_used_nor_fetched() throws Exception {
        try (var listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listener.configureBlocking(false);
            var url = "http://127.0.0.1:" + listener.socket().getLocalPort() + "/keys";
            var stranger = Forger.pair("RSA", 2048);
            var encoded =
                    Base64.getEncoder().encodeToString(stranger.getPublic().getEncoded());
            var header = header("RS256")
                    .put("jku", url)
                    .put("x5u", url)
                    .put("x5c", new JsonArray().add(encoded))
                    .put(
                            "jwk",
                            new JsonObject().put("kty", "RSA").put("n", encoded).put("e", "AQAB"));

            var verdict = trial.verify(
                    Forger.signed(header, claims(), "SHA256withRSA", stranger.getPrivate()), settings(Forger.rs256()));

            assertThat(verdict).isInstanceOf(Refused.class);
            assertThat(listener.accept()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../dev/null", "' OR 1=1 --", "\u0000", "/dev/null"})
    void a_key_identifier_selects_nothing(String kid) {
        var header = header("HS256").put("kid", kid);

        assertThat(trial.verify(hmac(header, claims()), settings(Forger.hs256())))
                .isInstanceOf(Accepted.class);
        for (var guess : List.of("\0", "null", kid)) {
            trial.refuses(hmac(header.encode(), claims().encode(), guess));
        }
    }

    @Test
    void a_very_long_token_is_refused_before_it_is_read() {
        var long16 = hmac(header("HS256").put("kid", "k".repeat(10_000)), claims());

        assertThat(trial.verify(long16, settings(Forger.hs256()))).isEqualTo(new Refused("the token is too long"));
    }

    @Test
    void an_extension_that_must_be_understood_is_refused() {
        trial.refuses(
                hmac(header("HS256").put("crit", new JsonArray().add("exp")), claims()),
                hmac(header("HS256").put("crit", new JsonArray()), claims()),
                hmac(header("HS256").put("b64", false), claims()),
                hmac(header("HS256").put("zip", "DEF"), claims()));
    }

    @Test
    void a_member_named_twice_is_refused() {
        var twice = claims().encode().replaceFirst("\\{", "{\"role\":\"admin\",");

        trial.refuses(
                hmac(header("HS256").encode(), twice, Forger.SECRET),
                hmac("{\"alg\":\"none\",\"alg\":\"HS256\"}", claims().encode(), Forger.SECRET));
    }

    @Test
    void the_parts_are_base64url_in_its_only_form() {
        var token = hmac(header("HS256"), claims());
        var last = token.charAt(token.length() - 1);
        // 32 bytes leave two unused bits in the last letter: three other letters mean the same bytes.
        var sameBytes = token.substring(0, token.length() - 1) + (char) (last + 1);

        trial.refuses(
                token + "=",
                token + " ",
                " " + token,
                token + "\n",
                sameBytes,
                token.replaceFirst("\\.", ".\n"),
                token + ".",
                "." + token,
                token.replace('.', '+'),
                "");
    }

    @Test
    void a_part_that_is_no_json_object_is_refused() {
        for (var odd : List.of("[]", "null", "\"x\"", "{", "{}{}", "{'alg':'HS256'}", "\uFEFF{\"alg\":\"HS256\"}")) {
            trial.refuses(
                    hmac(odd, claims().encode(), Forger.SECRET),
                    hmac(header("HS256").encode(), odd, Forger.SECRET));
        }
        var deep = "{\"a\":" + "[".repeat(2000) + "]".repeat(2000) + "}";
        trial.refuses(hmac(header("HS256").encode(), deep, Forger.SECRET));
    }

    @Test
    void an_encrypted_token_is_refused() {
        var header = part("{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"zip\":\"DEF\"}");

        trial.refuses(header + ".." + part(new byte[12]) + "." + part(new byte[64]) + "." + part(new byte[16]));
    }

    @Test
    void the_tokens_of_a_removed_key_are_refused() {
        var token = hmac(header("HS256"), claims());

        assertThat(trial.verify(token, settings(Forger.hs256()))).isInstanceOf(Accepted.class);
        assertThat(trial.verify(token, settings(Forger.es256()))).isInstanceOf(Refused.class);
    }

    @Test
    void without_any_key_nobody_gets_in() {
        var unsigned = part("{\"alg\":\"none\"}") + "." + part(claims().encode());

        for (var token : List.of(unsigned, unsigned + ".", unsigned + ".AA", hmac(header("HS256"), claims()))) {
            assertThat(trial.verify(token, settings(List.of()))).isInstanceOf(Refused.class);
        }
    }

    @Test
    void several_keys_hold_while_one_follows_another() {
        var old = "another secret of thirty-two bytes or more, the old one";
        var keys = JwtKey.parse(JwtKey.Algorithm.HS256, new Secret(Forger.SECRET + "\n" + old + "\n"));

        for (var secret : List.of(Forger.SECRET, old)) {
            assertThat(trial.verify(hmac(header("HS256").encode(), claims().encode(), secret), settings(keys)))
                    .isInstanceOf(Accepted.class);
        }
    }

    @Test
    void a_subject_on_the_deny_list_is_refused_at_once() {
        var settings = new JwtSettings(Forger.hs256(), "openflyers", "gateway-operations", Set.of("anne"));

        assertThat(trial.verify(hmac(header("HS256"), claims()), settings))
                .isEqualTo(new Refused("the subject of the token is denied"));
        assertThat(trial.verify(hmac(header("HS256"), claims().put("sub", "bruno")), settings))
                .isInstanceOf(Accepted.class);
    }

    private static List<JwtKey> both(List<JwtKey> some, List<JwtKey> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
