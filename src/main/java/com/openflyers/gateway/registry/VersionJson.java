package com.openflyers.gateway.registry;

import com.openflyers.gateway.route.HealthCheck;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Upstream;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The stored form of a version's upstreams, health check and rules.
///
/// Reading is strict: a field that this build does not know may forbid something, so it is refused and not ignored.
/// Durations are ISO-8601 (`PT4S`).
final class VersionJson {

    private static final Set<String> HEALTH = Set.of("path", "interval", "timeout");
    private static final Set<String> RULES = Set.of(
            "sessionCookies", "boundPaths", "denyPaths", "home", "setFields", "dropFields", "upstreamIdle", "retry");

    private VersionJson() {}

    static JsonArray upstreams(List<Upstream> upstreams) {
        return new JsonArray(upstreams.stream().map(Upstream::toString).toList());
    }

    static JsonObject health(HealthCheck health) {
        return JsonObject.of(
                "path", health.path(),
                "interval", health.interval().toString(),
                "timeout", health.timeout().toString());
    }

    static JsonObject rules(Rules rules) {
        return JsonObject.of(
                "sessionCookies", new JsonArray(rules.sessionCookies()),
                "boundPaths", new JsonArray(rules.boundPaths()),
                "denyPaths", new JsonArray(rules.denyPaths()),
                "home", rules.home(),
                "setFields", new JsonObject(new LinkedHashMap<>(rules.setFields())),
                "dropFields", new JsonArray(rules.dropFields()),
                "upstreamIdle", rules.upstreamIdle().toString(),
                "retry", rules.retry().name());
    }

    /// @throws RuntimeException if it is not what [#upstreams(List)] writes; likewise below
    static List<Upstream> readUpstreams(JsonArray json) {
        return texts(json).stream().map(Upstream::parse).toList();
    }

    static HealthCheck readHealth(JsonObject json) {
        requireKnown(json, HEALTH);
        return new HealthCheck(text(json, "path"), duration(json, "interval"), duration(json, "timeout"));
    }

    static Rules readRules(JsonObject json) {
        requireKnown(json, RULES);
        return new Rules(
                texts(array(json, "sessionCookies")),
                texts(array(json, "boundPaths")),
                texts(array(json, "denyPaths")),
                text(json, "home"),
                fields(json),
                texts(array(json, "dropFields")),
                duration(json, "upstreamIdle"),
                Rules.Retry.valueOf(text(json, "retry")));
    }

    private static void requireKnown(JsonObject json, Set<String> known) {
        for (var name : json.fieldNames()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("the field " + name + " is not known to this build");
            }
        }
    }

    private static Map<String, String> fields(JsonObject json) {
        var fields = new LinkedHashMap<String, String>();
        object(json, "setFields").forEach(field -> fields.put(field.getKey(), requireText(field.getValue())));
        return fields;
    }

    private static List<String> texts(JsonArray json) {
        return json.stream().map(VersionJson::requireText).toList();
    }

    private static String requireText(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("expected a text, not " + value);
    }

    private static Duration duration(JsonObject json, String name) {
        return Duration.parse(text(json, name));
    }

    private static String text(JsonObject json, String name) {
        return requireText(require(json, name));
    }

    private static JsonArray array(JsonObject json, String name) {
        return json.getJsonArray(requireName(json, name));
    }

    private static JsonObject object(JsonObject json, String name) {
        return json.getJsonObject(requireName(json, name));
    }

    private static Object require(JsonObject json, String name) {
        return json.getValue(requireName(json, name));
    }

    private static String requireName(JsonObject json, String name) {
        if (json.getValue(name) == null) {
            throw new IllegalArgumentException("the field " + name + " is missing");
        }
        return name;
    }
}
