package com.openflyers.gateway.migration;

import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.mail.ParisTime;
import com.openflyers.gateway.provision.ManifestWorkflow.Changes;
import com.openflyers.gateway.provision.Named;
import com.openflyers.gateway.provision.Sums;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was written since a switch: what going back would lose, for its club to read.
public record Written(List<Table> tables) {

    static final Written NOTHING = new Written(List.of());

    /// Of each row its key, such as `42`, and what people know it by, as far as that is known.
    public record Row(String key, Text what) {}

    public record Table(Text what, List<Row> inserted, List<Row> changed, List<Row> deleted) {

        public Table {
            inserted = List.copyOf(inserted);
            changed = List.copyOf(changed);
            deleted = List.copyOf(deleted);
        }

        long rows() {
            return (long) inserted.size() + changed.size() + deleted.size();
        }
    }

    public Written {
        tables = List.copyOf(tables);
    }

    static Written of(Map<String, Changes> changes) {
        return new Written(changes.entrySet().stream()
                .map(table -> table(table.getKey(), table.getValue()))
                .toList());
    }

    /// What the way back has last found; nothing before there was one.
    public static Written last(Migration migration) {
        var found = migration.facts().getJsonObject(Facts.WRITTEN, new JsonObject());
        var changes = new TreeMap<String, Changes>();
        found.forEach(table -> changes.put(table.getKey(), changes((JsonObject) table.getValue())));
        return of(changes);
    }

    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    /// Of exactly this list: another one has another mark.
    public String mark() {
        return Sums.sha256(tables.toString());
    }

    /// The keys, which is all that evidence has: it is shown to many, and names are members'.
    static JsonObject keys(SortedMap<String, Changes> changes) {
        var json = new JsonObject();
        changes.forEach((table, rows) -> json.put(
                table,
                new JsonObject()
                        .put("inserted", new JsonArray(rows.inserted()))
                        .put("changed", new JsonArray(rows.changed()))
                        .put("deleted", new JsonArray(rows.deleted()))));
        return json;
    }

    /// Everything, as [#last] reads it.
    static JsonObject whole(SortedMap<String, Changes> changes) {
        var json = keys(changes);
        changes.forEach((table, rows) -> {
            var named = new JsonObject();
            rows.named().forEach((key, row) -> named.put(key, json(row)));
            json.getJsonObject(table).put("named", named);
        });
        return json;
    }

    private static JsonObject json(Named row) {
        var json = new JsonObject();
        putIfPresent(json, "from", row.from());
        putIfPresent(json, "until", row.until());
        putIfPresent(json, "aircraft", row.aircraft());
        putIfPresent(json, "member", row.member());
        return json;
    }

    private static void putIfPresent(JsonObject json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }

    private static Changes changes(JsonObject json) {
        var named = new HashMap<String, Named>();
        json.getJsonObject("named", new JsonObject())
                .forEach(row -> named.put(row.getKey(), named((JsonObject) row.getValue())));
        return new Changes(texts(json, "inserted"), texts(json, "changed"), texts(json, "deleted"), named);
    }

    private static Named named(JsonObject json) {
        return new Named(
                instant(json.getString("from")),
                instant(json.getString("until")),
                json.getString("aircraft"),
                json.getString("member"));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static List<String> texts(JsonObject json, String name) {
        return json.getJsonArray(name, new JsonArray()).stream()
                .map(String::valueOf)
                .toList();
    }

    private static Table table(String name, Changes changes) {
        return new Table(
                named(name),
                rows(changes.inserted(), changes),
                rows(changes.changed(), changes),
                rows(changes.deleted(), changes));
    }

    private static List<Row> rows(List<String> keys, Changes changes) {
        return keys.stream()
                .map(key ->
                        row(key.replaceAll("[\\[\\]\"]", ""), changes.named().get(key)))
                .toList();
    }

    private static Row row(String key, @Nullable Named named) {
        return new Row(
                key,
                named == null
                        ? Text.same("")
                        : new Text(words(named, Language.FRENCH), words(named, Language.ENGLISH)));
    }

    private static String words(Named named, Language language) {
        var words = new ArrayList<String>();
        var from = named.from();
        var until = named.until();
        if (named.aircraft() != null) {
            words.add(named.aircraft());
        }
        if (from != null) {
            words.add(until == null ? ParisTime.moment(from, language) : ParisTime.span(from, until, language));
        }
        if (named.member() != null) {
            words.add(named.member());
        }
        return String.join(", ", words);
    }

    private static Text named(String table) {
        return switch (table) {
            case "public.booking" -> new Text("Réservations", "Bookings");
            case "public.person" -> new Text("Personnes", "People");
            case "public.aircraft" -> new Text("Avions", "Aircraft");
            case "public.flight" -> new Text("Vols", "Flights");
            case "public.account" -> new Text("Comptes pilotes", "Pilot accounts");
            case "public.parameter" -> new Text("Réglages", "Settings");
            default -> Text.same(table.replaceFirst("^public\\.", ""));
        };
    }
}
