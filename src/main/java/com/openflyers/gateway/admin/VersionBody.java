package com.openflyers.gateway.admin;

import com.openflyers.gateway.config.Units;
import com.openflyers.gateway.registry.Channel;
import com.openflyers.gateway.registry.Engine;
import com.openflyers.gateway.registry.Price;
import com.openflyers.gateway.registry.RegisteredVersion;
import com.openflyers.gateway.route.HealthCheck;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Upstream;
import com.openflyers.gateway.route.Version;
import com.openflyers.gateway.upstream.ServerState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A version as the API writes and reads it.
final class VersionBody {

    private VersionBody() {}

    static RegisteredVersion read(String name, JsonObject body) {
        Body.requireName(body, "version", name);
        var upstreams = upstreams(body.getJsonArray("upstreams"));
        var health = health(body.getJsonObject("health", new JsonObject()));
        var rules = rules(body.getJsonObject("rules", new JsonObject()));
        return new RegisteredVersion(
                Body.at("/upstreams", () -> new Version(name, upstreams, health, rules)),
                Channel.valueOf(upper(body.getString("channel"))),
                body.getBoolean("default", false),
                Engine.valueOf(upper(body.getString("engine", "manual"))),
                body.getString("template"),
                body.getString("role"),
                price(body, "yearlyPrice"),
                price(body, "migrationPrice"),
                0);
    }

    /// @param states of the upstreams on this node, as far as they are known
    static JsonObject write(RegisteredVersion version, List<ServerState> states) {
        var route = version.route();
        var body = new JsonObject()
                .put("version", version.name())
                .put("channel", lower(version.channel()))
                .put("default", version.signUpDefault())
                .put("upstreams", upstreams(route.upstreams(), states))
                .put("health", health(route.health()))
                .put("rules", rules(route.rules()))
                .put("engine", lower(version.engine()))
                .put("revision", version.revision());
        putIfPresent(body, "template", version.template());
        putIfPresent(body, "role", version.role());
        putIfPresent(body, "yearlyPrice", price(version.yearlyPrice()));
        putIfPresent(body, "migrationPrice", price(version.migrationPrice()));
        return body;
    }

    private static List<Upstream> upstreams(JsonArray urls) {
        var upstreams = new ArrayList<Upstream>();
        for (var i = 0; i < urls.size(); i++) {
            var url = urls.getJsonObject(i).getString("url");
            upstreams.add(Body.at("/upstreams/" + i + "/url", () -> Upstream.parse(url)));
        }
        return upstreams;
    }

    static JsonArray upstreams(List<Upstream> upstreams, List<ServerState> states) {
        var urls = new JsonArray();
        for (var upstream : upstreams) {
            var url = new JsonObject().put("url", upstream.toString());
            states.stream()
                    .filter(state -> state.upstream().equals(upstream))
                    .forEach(state -> url.put("condition", lower(state.condition()))
                            .put("fault", state.fault())
                            .put("outstanding", state.outstanding()));
            urls.add(url);
        }
        return urls;
    }

    private static HealthCheck health(JsonObject json) {
        var interval = duration(json, "/health", "interval", HealthCheck.DEFAULT.interval());
        var timeout = duration(json, "/health", "timeout", HealthCheck.DEFAULT.timeout());
        var path = json.getString("path", HealthCheck.DEFAULT.path());
        return Body.at("/health", () -> new HealthCheck(path, interval, timeout));
    }

    private static JsonObject health(HealthCheck health) {
        return new JsonObject()
                .put("path", health.path())
                .put("interval", Units.print(health.interval()))
                .put("timeout", Units.print(health.timeout()));
    }

    private static Rules rules(JsonObject json) {
        var idle = duration(json, "/rules", "upstreamIdle", Rules.DEFAULT_UPSTREAM_IDLE);
        return Body.at(
                "/rules",
                () -> new Rules(
                        Body.texts(json, "sessionCookies"),
                        Body.texts(json, "boundPaths"),
                        Body.texts(json, "denyPaths"),
                        json.getString("home", Rules.NONE.home()),
                        fields(json.getJsonObject("setFields", new JsonObject())),
                        Body.texts(json, "dropFields"),
                        idle,
                        Rules.Retry.valueOf(upper(json.getString("retry", "allowed")))));
    }

    private static JsonObject rules(Rules rules) {
        return new JsonObject()
                .put("sessionCookies", new JsonArray(rules.sessionCookies()))
                .put("boundPaths", new JsonArray(rules.boundPaths()))
                .put("denyPaths", new JsonArray(rules.denyPaths()))
                .put("home", rules.home())
                .put("setFields", new JsonObject(new LinkedHashMap<>(rules.setFields())))
                .put("dropFields", new JsonArray(rules.dropFields()))
                .put("upstreamIdle", Units.print(rules.upstreamIdle()))
                .put("retry", lower(rules.retry()));
    }

    private static Map<String, String> fields(JsonObject json) {
        var fields = new LinkedHashMap<String, String>();
        json.forEach(field -> fields.put(field.getKey(), (String) field.getValue()));
        return fields;
    }

    private static Duration duration(JsonObject json, String parent, String name, Duration otherwise) {
        var text = json.getString(name);
        return text == null ? otherwise : Body.at(parent + "/" + name, () -> Units.duration(text));
    }

    private static @Nullable Price price(JsonObject body, String name) {
        var json = body.getJsonObject(name);
        return json == null
                ? null
                : Body.at(
                        "/" + name + "/from",
                        () -> new Price(json.getLong("cents"), LocalDate.parse(json.getString("from"))));
    }

    private static @Nullable JsonObject price(@Nullable Price price) {
        return price == null
                ? null
                : new JsonObject()
                        .put("cents", price.cents())
                        .put("from", price.from().toString());
    }

    private static void putIfPresent(JsonObject body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
