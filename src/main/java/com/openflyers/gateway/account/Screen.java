package com.openflyers.gateway.account;

import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Text;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What every page of the client area has around its content.
///
/// @param token   that its forms must say
/// @param query   of the address, without the choice of a language
/// @param posted  whether it answers a form
/// @param wanted  whether what was typed is still wanted, as where that did nothing
/// @param notice said first; empty for nothing
/// @param faults of the form that was sent, by field
/// @param typed  what it was sent with, so that nobody types it again
public record Screen(
        Language language,
        String token,
        Optional<Account> loggedIn,
        String path,
        String query,
        boolean posted,
        boolean wanted,
        String notice,
        Map<String, Text> faults,
        MultiMap typed) {

    public boolean french() {
        return language == Language.FRENCH;
    }

    public String say(String french, String english) {
        return new Text(french, english).in(language);
    }

    public String say(Text text) {
        return text.in(language);
    }

    public String typed(String field) {
        return typed(field, "");
    }

    public String typed(String field, String otherwise) {
        var text = typed.get(field);
        return text == null ? otherwise : text;
    }

    /// Empty if nothing is wrong with the field.
    public String fault(String field) {
        var fault = faults.get(field);
        return fault == null ? "" : fault.in(language);
    }

    /// Of the page in the other language.
    public String other() {
        return language == Language.FRENCH ? "en" : "fr";
    }

    /// Beside an address that another one will replace.
    public String awaited(@Nullable String address) {
        return address == null
                ? ""
                : say(
                        "Pas encore confirmée : " + address
                                + ". Un lien lui a été envoyé, et d’ici là l’adresse ci-dessus en tient lieu. Saisissez-la à nouveau pour recevoir un autre lien.",
                        "Not confirmed yet: " + address
                                + ". A link was sent to it, and until then the address above stands in its place. Enter it again to get another link.");
    }

    /// The same page in the other language, where it was asked for by its address.
    public String otherHref() {
        return "?" + (query.isEmpty() ? "" : query + "&") + "lang=" + other();
    }

    /// What was typed into a form that has not done anything yet, for the page to hold; no secret.
    public List<Map.Entry<String, String>> kept() {
        return wanted
                ? typed.entries().stream()
                        .filter(field -> !field.getKey().equals("token")
                                && !field.getKey().equals("typed")
                                && !Visit.isSecret(field.getKey()))
                        .toList()
                : List.of();
    }

    /// Likewise, in one field.
    public String keptText() {
        var text = new JsonObject();
        for (var field : kept()) {
            text.put(
                    field.getKey(),
                    text.getJsonArray(field.getKey(), new JsonArray()).add(field.getValue()));
        }
        return text.encode();
    }

    /// Fields of the form whose content is no more.
    public List<String> secrets() {
        return typed.names().stream().filter(Visit::isSecret).sorted().toList();
    }

    public boolean isAt(String start) {
        return start.equals("/") ? path.equals(start) : path.startsWith(start);
    }
}
