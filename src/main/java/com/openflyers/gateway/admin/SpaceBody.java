package com.openflyers.gateway.admin;

import com.openflyers.gateway.mail.Address;
import com.openflyers.gateway.registry.Contact;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.SpaceDatabase;
import com.openflyers.gateway.registry.SpaceForm;
import com.openflyers.gateway.route.Closure;
import com.openflyers.gateway.route.Space.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// A space as the API writes and reads it.
final class SpaceBody {

    private SpaceBody() {}

    static SpaceForm read(String name, JsonObject body) {
        Body.requireName(body, "space", name);
        var databases = body.getJsonArray("databases");
        return new SpaceForm(
                name,
                text("/club", body.getString("club")),
                contact(body.getJsonObject("contact")),
                Kind.valueOf(VersionBody.upper(body.getString("kind"))),
                body.getString("version"),
                databases == null ? null : databases(databases));
    }

    static JsonObject closure(Closure closure) {
        return new JsonObject()
                .put("mode", VersionBody.lower(closure.mode()))
                .put("until", closure.until().toString())
                .put("ending", VersionBody.lower(closure.ending()))
                .put("message", new JsonObject().put("fr", closure.french()).put("en", closure.english()));
    }

    static JsonObject write(RegisteredSpace space) {
        var databases = new JsonArray();
        space.databases()
                .forEach(database -> databases.add(new JsonObject()
                        .put("version", database.version())
                        .put("name", database.name())
                        .put("role", VersionBody.lower(database.role()))));
        var body = new JsonObject()
                .put("space", space.name())
                .put("host", space.host())
                .put("club", space.club().name())
                .put("contact", contact(space.contact()))
                .put("kind", VersionBody.lower(space.kind()))
                .put("version", space.version())
                .put("formerVersions", new JsonArray(space.formerVersions()))
                .put("mode", VersionBody.lower(space.mode()))
                .put("databases", databases)
                .put("revision", space.revision());
        var closure = space.closure();
        if (closure != null) {
            body.put("closure", closure(closure));
        }
        return space.reservedBy() == null ? body : body.put("reservedBy", space.reservedBy());
    }

    static JsonObject contact(Contact contact) {
        return new JsonObject()
                .put("clubEmail", contact.clubEmail())
                .put("name", contact.name())
                .put("email", contact.email())
                .put("language", VersionBody.lower(contact.language()));
    }

    private static Contact contact(JsonObject json) {
        return new Contact(
                address("/contact/clubEmail", json.getString("clubEmail")),
                text("/contact/name", json.getString("name")),
                address("/contact/email", json.getString("email")),
                Contact.Language.valueOf(VersionBody.upper(json.getString("language", "fr"))));
    }

    /// Of the club; empty where the body leaves it as it is.
    static Optional<String> postalAddress(JsonObject body) {
        return Optional.ofNullable(body.getString("postalAddress"))
                .map(typed -> Body.at("/postalAddress", () -> RecordRules.postal(typed)));
    }

    private static String text(String pointer, String typed) {
        return Body.at(pointer, () -> {
            var text = typed.strip();
            var rule = RecordRules.text(text);
            if (rule.isPresent()) {
                throw new IllegalArgumentException(rule.get());
            }
            return text;
        });
    }

    /// As mail programs want it.
    private static String address(String pointer, String typed) {
        return Body.at(
                pointer,
                () -> Address.parse(typed)
                        .map(Address::ascii)
                        .orElseThrow(() -> new IllegalArgumentException("expected an e-mail address")));
    }

    private static List<SpaceDatabase> databases(JsonArray json) {
        return json.stream()
                .map(JsonObject.class::cast)
                .map(database -> new SpaceDatabase(
                        database.getString("version"),
                        database.getString("name"),
                        SpaceDatabase.Role.valueOf(VersionBody.upper(database.getString("role")))))
                .toList();
    }
}
