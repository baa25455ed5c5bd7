package com.openflyers.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What somebody had entered in a form that was not recorded, to be given back so that nobody has to remember it.
///
/// Reads forms as browsers send them and JSON. Of anything else, files above all, there is nothing to show.
///
/// @param entries in the order in which they were sent; secrets are masked
/// @param cut     whether there was more than this
public record Submission(List<Entry> entries, boolean cut) {

    /// One field of a form, or of the JSON with the path to it as its name.
    public record Entry(String name, String value) {}

    static final String MASK = "••••••";

    /// More fields than any form has; what comes behind is cut.
    private static final int MOST = 200;

    private static final int DEEPEST = 16;
    /// But passengers and passports are what bookings are made of.
    private static final Pattern SECRET = Pattern.compile("pass(?!ag|eng|e?port)|pwd|mdp|secret|token");

    public Submission {
        entries = List.copyOf(entries);
    }

    /// @param contentType null when the request did not say
    /// @param bytes       the body, as far as it was read
    /// @param whole       whether that is all of it
    public static Submission parse(@Nullable String contentType, byte[] bytes, boolean whole) {
        var type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        var found = new ArrayList<Entry>();
        if (type.equals("application/x-www-form-urlencoded")) {
            readForm(bytes, found);
        } else if (type.equals("application/json") || type.endsWith("+json")) {
            readJson(bytes, found);
        }
        var cut = !whole || found.size() > MOST;
        return new Submission(found.subList(0, Math.min(found.size(), MOST)), cut);
    }

    /// By name; a name that was sent several times has a list.
    JsonObject toJson() {
        var json = new JsonObject();
        for (var entry : entries) {
            switch (json.getValue(entry.name())) {
                case null -> json.put(entry.name(), entry.value());
                case JsonArray values -> values.add(entry.value());
                case Object value ->
                    json.put(entry.name(), new JsonArray().add(value).add(entry.value()));
            }
        }
        return json;
    }

    private static void readForm(byte[] bytes, List<Entry> into) {
        for (var pair : new String(bytes, StandardCharsets.ISO_8859_1).split("&")) {
            if (!pair.isEmpty() && into.size() <= MOST) {
                var parts = pair.split("=", 2);
                add(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]), into);
            }
        }
    }

    /// Forms say nothing of their character set: UTF-8 if it is that, else what the pages of older versions are in.
    private static String decoded(String text) {
        try {
            var latin1 = StandardCharsets.ISO_8859_1;
            var octets = URLDecoder.decode(text, latin1).getBytes(latin1);
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(octets))
                        .toString();
            } catch (CharacterCodingException e) {
                return new String(octets, Charset.forName("windows-1252"));
            }
        } catch (IllegalArgumentException e) {
            return text; // a stray percent sign
        }
    }

    private static void readJson(byte[] bytes, List<Entry> into) {
        try {
            add("", Json.decodeValue(Buffer.buffer(bytes)), 0, into);
        } catch (DecodeException e) {
            into.clear(); // cut off in the middle, or no JSON after all
        }
    }

    private static void add(String name, @Nullable Object value, int depth, List<Entry> into) {
        if (depth > DEEPEST || into.size() > MOST) {
            return;
        }
        switch (value) {
            case JsonObject object ->
                object.forEach(member -> add(
                        name.isEmpty() ? member.getKey() : name + "." + member.getKey(),
                        member.getValue(),
                        depth + 1,
                        into));
            case JsonArray array -> {
                for (var i = 0; i < array.size(); i++) {
                    add(name + "[" + i + "]", array.getValue(i), depth + 1, into);
                }
            }
            case null -> add(name, "", into);
            default -> add(name, value.toString(), into);
        }
    }

    private static void add(String name, String value, List<Entry> into) {
        var secret = SECRET.matcher(name.toLowerCase(Locale.ROOT)).find();
        into.add(new Entry(name, secret && !value.isEmpty() ? MASK : value));
    }
}
