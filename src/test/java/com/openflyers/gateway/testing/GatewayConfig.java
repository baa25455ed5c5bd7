package com.openflyers.gateway.testing;

import com.openflyers.gateway.admin.JwtSettings;
import com.openflyers.gateway.admin.Role;
import com.openflyers.gateway.admin.TokenIssuer;
import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.db.DatabaseSettings;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// What a gateway of a test is told: a database, a directory of its own for the saved table, and quick ends.
///
/// @param savedTable one for each node
public record GatewayConfig(DatabaseSettings database, Path savedTable) {

    private static final String KEY = "a key for tests that is long enough for HS256";

    /// With a new directory.
    public static GatewayConfig on(DatabaseSettings database) {
        return new GatewayConfig(database, Scratch.directory("node"));
    }

    public String yaml() {
        return """
                spaces:
                  domain: localhost
                edge:
                  host: 127.0.0.1
                database:
                  host: %s
                  port: %d
                  name: %s
                  user: %s
                registry:
                  saved-table: %s
                access-log:
                  enabled: false
                shutdown:
                  lame-duck: 0s
                  drain: 10s
                """.formatted(database.host(), database.port(), database.name(), database.user(), savedTable);
    }

    /// The secrets, which never stand in a file.
    public Map<String, String> environment() {
        var password = database.password().reveal();
        var keys = Map.of("GATEWAY_OPERATIONS_JWT_HS256_KEY", KEY);
        if (password.isEmpty()) {
            return keys;
        }
        var environment = new HashMap<>(keys);
        environment.put("GATEWAY_DATABASE_PASSWORD", password);
        return environment;
    }

    /// A token that opens everything.
    public static String adminToken(Vertx vertx) {
        var keys = JwtSettings.from(Settings.of("", "test", Map.of("GATEWAY_OPERATIONS_JWT_HS256_KEY", KEY)));
        return new TokenIssuer(vertx, keys, InstantSource.system()).issue("tester", Role.ADMIN, Duration.ofHours(1));
    }
}
