package com.openflyers.gateway.demo;

import com.openflyers.gateway.demo.v131.SampleApp131;
import com.openflyers.gateway.demo.v20.SampleApp20;
import com.openflyers.gateway.demo.web.SampleServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// What a gateway must be told of both versions and all clubs, as bodies for its admin API.
public final class Registration {

    private Registration() {}

    /// By path, in the order in which they can be put. Every server of the sample must run.
    public static SequencedMap<String, JsonObject> of(DemoClubs clubs) {
        var bodies = new LinkedHashMap<String, JsonObject>();
        bodies.put("/api/v1/versions/" + SampleApp131.VERSION, version131(clubs.servers(SampleApp131.VERSION)));
        bodies.put("/api/v1/versions/" + SampleApp20.VERSION, version20(clubs.servers(SampleApp20.VERSION)));
        for (var club : Club.values()) {
            bodies.put("/api/v1/spaces/" + club.space(), space(club));
        }
        return bodies;
    }

    /// What a gateway must know of 1.3.1: its cookie, its page, what it must not show, and that it writes on GET.
    /// `checkIdent.php` is asked by machines: after a flip a 404 is the truth, and the new home page is not.
    private static JsonObject version131(List<SampleServer> servers) {
        return version(SampleApp131.VERSION, servers)
                .put("default", false)
                .put("role", DemoDatabases.ROLE_131)
                .put("yearlyPrice", new JsonObject().put("cents", 12_000).put("from", "2026-01-01"))
                .put(
                        "rules",
                        new JsonObject()
                                .put("sessionCookies", JsonArray.of("PHPSESSID"))
                                .put("boundPaths", JsonArray.of("/index.php"))
                                .put(
                                        "denyPaths",
                                        JsonArray.of(
                                                "/install",
                                                "/sql",
                                                "/conf",
                                                "/classes",
                                                "/lang",
                                                "/includes",
                                                "/template",
                                                "/pool",
                                                "/logs",
                                                "/documentations"))
                                .put("home", "/")
                                .put("retry", "forbidden"));
    }

    private static JsonObject version20(List<SampleServer> servers) {
        return version(SampleApp20.VERSION, servers)
                .put("default", true)
                .put("template", DemoDatabases.TEMPLATE_20)
                .put("role", DemoDatabases.ROLE_20)
                .put("yearlyPrice", new JsonObject().put("cents", 24_000).put("from", "2026-01-01"))
                .put("migrationPrice", new JsonObject().put("cents", 5_000).put("from", "2026-01-01"))
                .put(
                        "rules",
                        new JsonObject()
                                .put("sessionCookies", JsonArray.of("OFSESSION"))
                                .put("boundPaths", JsonArray.of("/planning", "/bookings", "/login"))
                                .put("home", "/"));
    }

    private static JsonObject space(Club club) {
        var databases = new JsonArray();
        for (var version : club.versions()) {
            databases.add(new JsonObject()
                    .put("version", version)
                    .put("name", club.database(version))
                    .put("role", "live"));
        }
        return new JsonObject()
                .put("space", club.space())
                .put("club", club.title())
                .put(
                        "contact",
                        new JsonObject()
                                .put("clubEmail", club.space() + "@example.org")
                                .put("name", "Claude Fontaine")
                                .put("email", "claude.fontaine@example.org")
                                .put("language", "fr"))
                .put("kind", club.kind().name().toLowerCase(Locale.ROOT))
                .put("version", club.version())
                .put("databases", databases);
    }

    private static JsonObject version(String name, List<SampleServer> servers) {
        return new JsonObject()
                .put("version", name)
                .put("channel", "stable")
                .put("engine", "postgresql")
                .put(
                        "upstreams",
                        new JsonArray(servers.stream()
                                .map(server -> Map.<String, Object>of("url", server.url()))
                                .toList()))
                .put(
                        "health",
                        new JsonObject()
                                .put("path", "/health")
                                .put("interval", "1s")
                                .put("timeout", "500ms"));
    }
}
