package com.openflyers.gateway.admin;

import com.openflyers.gateway.admin.JwtKey.Algorithm;
import com.openflyers.gateway.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which tokens open the API, and how new ones are signed.
///
/// @param keys    none means that nobody gets in
/// @param issuer  `iss` of every token
/// @param audience what `aud` must be or contain
/// @param denied  subjects whose tokens are refused however valid: locks an operator out at the next start
public record JwtSettings(List<JwtKey> keys, String issuer, String audience, Set<String> denied) {

    private static final String KEY = "operations.jwt.";

    public JwtSettings {
        keys = List.copyOf(keys);
        denied = Set.copyOf(denied);
    }

    public static JwtSettings from(Settings settings) {
        var keys = new ArrayList<JwtKey>();
        for (var algorithm : Algorithm.values()) {
            var key = KEY + algorithm.name().toLowerCase(Locale.ROOT) + "-key";
            settings.secret(key).ifPresent(secret -> {
                try {
                    keys.addAll(JwtKey.parse(algorithm, secret));
                } catch (IllegalArgumentException e) {
                    settings.refuseSecret(key, String.valueOf(e.getMessage()));
                }
            });
        }
        return new JwtSettings(
                keys,
                settings.text(KEY + "issuer", "openflyers"),
                settings.text(KEY + "audience", "gateway-operations"),
                Set.copyOf(settings.texts(KEY + "denied-subjects", List.of())));
    }
}
