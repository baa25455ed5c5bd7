package com.openflyers.gateway.admin;

import static com.openflyers.gateway.admin.Forger.hmac;
import static com.openflyers.gateway.admin.TokenTrial.NOW;
import static com.openflyers.gateway.admin.TokenTrial.claims;
import static com.openflyers.gateway.admin.TokenTrial.header;
import static com.openflyers.gateway.admin.TokenTrial.settings;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.admin.Verdict.Accepted;
import com.openflyers.gateway.admin.Verdict.Refused;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a token must say of itself before it opens the API, and when (RFC 7519 §4, RFC 8725 §3).
class TokenClaimsTest {

    private static final long SECONDS = NOW.getEpochSecond();

    @RegisterExtension
    static final TokenTrial trial = new TokenTrial();

    @Test
    void a_token_holds_from_its_first_to_its_last_second_and_half_a_minute_around() {
        accepts(
                claims().put("exp", SECONDS - 29),
                claims().put("nbf", SECONDS + 30),
                claims().put("iat", SECONDS + 30));
        refusesClaims(
                claims().put("exp", SECONDS - 30),
                claims().put("nbf", SECONDS + 31),
                claims().put("iat", SECONDS + 31));
    }

    @Test
    void a_date_is_a_whole_number_of_seconds() {
        for (var name : List.of("exp", "nbf", "iat")) {
            var text = claims().encode();
            for (var value : List.of(
                    "\"1780401600\"",
                    "1.78e9",
                    "1780401600.5",
                    "1e300",
                    "-1",
                    "null",
                    "true",
                    "[]",
                    "99999999999999999999",
                    "253402300800",
                    "{}")) {
                var claims = new JsonObject(text);
                claims.remove(name);
                var odd = claims.encode().replaceFirst("\\{", "{\"" + name + "\":" + value + ",");

                assertThat(trial.verify(hmac(header("HS256").encode(), odd, Forger.SECRET), settings(Forger.hs256())))
                        .as("%s %s", name, value)
                        .isInstanceOf(Refused.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iss", "aud", "sub", "role"})
    void a_required_claim_is_required(String name) {
        var claims = claims();
        claims.remove(name);

        refusesClaims(claims, claims().putNull(name), claims().put(name, 7), claims().put(name, ""));
    }

    @Test
    void the_audience_may_be_one_of_several() {
        accepts(claims().put("aud", new JsonArray().add("billing").add("gateway-operations")));
        refusesClaims(
                claims().put("aud", "billing"),
                claims().put("aud", new JsonArray()),
                claims().put("aud", new JsonArray().add("billing")),
                claims().put("aud", new JsonArray().add("gateway-operations").add(7)),
                claims().put("aud", "Gateway-Operations"));
    }

    @Test
    void a_token_made_for_another_purpose_is_refused() {
        refusesClaims(
                claims().put("iss", "https://accounts.example"),
                claims().put("role", "reset"),
                claims().put("role", "Admin"),
                claims().put("role", new JsonArray().add("admin")));
        for (var type : List.of("at+jwt", "logout+jwt", "secevent+jwt", "JOSE", "")) {
            trial.refuses(hmac(header("HS256").put("typ", type), claims()));
        }
    }

    @Test
    void a_subject_fits_on_a_line_of_the_audit() {
        accepts(claims().put("sub", "anne.leblanc@openflyers.com"), claims().put("sub", "Hélène D"));
        refusesClaims(
                claims().put("sub", "anne\r\nrole: admin"),
                claims().put("sub", "anne\u0000"),
                claims().put("sub", "a".repeat(129)),
                claims().put("sub", "<script>"),
                claims().put("sub", "\u202eenna"));
    }

    private static void accepts(JsonObject... several) {
        for (var claims : several) {
            assertThat(trial.verify(hmac(header("HS256"), claims), settings(Forger.hs256())))
                    .as(claims.encode())
                    .isInstanceOf(Accepted.class);
        }
    }

    private static void refusesClaims(JsonObject... several) {
        for (var claims : several) {
            trial.refuses(hmac(header("HS256"), claims));
        }
    }
}
