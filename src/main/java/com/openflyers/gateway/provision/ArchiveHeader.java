package com.openflyers.gateway.provision;

import com.openflyers.gateway.provision.Tables.Column;
import com.openflyers.gateway.provision.Tables.Table;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// The first line of an archive: what it is of, and what follows.
///
/// @param schema    scripts that make the tables of the version
/// @param tables    in the order of their rows in the file
/// @param sequences and where they stood
record ArchiveHeader(
        String database,
        String version,
        Instant takenAt,
        List<ScriptSum> schema,
        List<Content> tables,
        List<Sequence> sequences) {

    record ScriptSum(String name, String sha256) {}

    /// @param bytes of its rows in the file, as `COPY` prints them in the order of the key
    record Content(Table table, long rows, long bytes, String sha256) {}

    record Sequence(String schema, String name, long lastValue) {}

    long rows() {
        return tables.stream().mapToLong(Content::rows).sum();
    }

    JsonObject json() {
        return new JsonObject()
                .put("format", 1)
                .put("database", database)
                .put("version", version)
                .put("takenAt", takenAt.toString())
                .put(
                        "schema",
                        array(
                                schema,
                                it -> new JsonObject().put("name", it.name).put("sha256", it.sha256)))
                .put("tables", array(tables, ArchiveHeader::json))
                .put(
                        "sequences",
                        array(
                                sequences,
                                it -> new JsonObject()
                                        .put("schema", it.schema)
                                        .put("name", it.name)
                                        .put("lastValue", it.lastValue)));
    }

    static ArchiveHeader from(JsonObject json) {
        return new ArchiveHeader(
                json.getString("database"),
                json.getString("version"),
                Instant.parse(json.getString("takenAt")),
                list(json, "schema", it -> new ScriptSum(it.getString("name"), it.getString("sha256"))),
                list(json, "tables", ArchiveHeader::content),
                list(
                        json,
                        "sequences",
                        it -> new Sequence(it.getString("schema"), it.getString("name"), it.getLong("lastValue"))));
    }

    private static JsonObject json(Content content) {
        var table = content.table();
        return new JsonObject()
                .put("schema", table.schema())
                .put("name", table.name())
                .put(
                        "columns",
                        array(
                                table.columns(),
                                it -> new JsonObject().put("name", it.name()).put("type", it.type())))
                .put("key", new JsonArray(table.key()))
                .put("rows", content.rows())
                .put("bytes", content.bytes())
                .put("sha256", content.sha256());
    }

    private static Content content(JsonObject json) {
        var columns = list(json, "columns", it -> new Column(it.getString("name"), it.getString("type")));
        var key = json.getJsonArray("key").stream().map(String::valueOf).toList();
        var table = new Table(json.getString("schema"), json.getString("name"), columns, key);
        return new Content(table, json.getLong("rows"), json.getLong("bytes"), json.getString("sha256"));
    }

    private interface Print<T> {
        JsonObject of(T it);
    }

    private interface Parse<T> {
        T of(JsonObject json);
    }

    private static <T> JsonArray array(List<T> list, Print<T> print) {
        return new JsonArray(list.stream().map(print::of).collect(Collectors.toList()));
    }

    private static <T> List<T> list(JsonObject json, String name, Parse<T> parse) {
        return json.getJsonArray(name).stream()
                .map(JsonObject.class::cast)
                .map(parse::of)
                .toList();
    }
}
