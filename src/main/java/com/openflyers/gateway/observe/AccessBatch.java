package com.openflyers.gateway.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Access records as lines of JSON, gathered so that many go out with one system call.
///
/// Everything outside of printable ASCII is escaped, so that no value can end its line or steer a terminal.
final class AccessBatch {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .setCharacterEscapes(new Delete());

    private static final int FULL = 64 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(FULL + 8 * 1024);
    private int lines;
    private boolean torn;

    void add(AccessRecord one) {
        try (var json = JSON.createGenerator(bytes)) {
            encode(one, json);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        bytes.write('\n');
        lines++;
    }

    boolean full() {
        return bytes.size() >= FULL;
    }

    int lines() {
        return lines;
    }

    /// @throws IOException after which the output may end in the middle of a line; the next batch begins a new one
    void writeTo(OutputStream output) throws IOException {
        if (lines == 0) {
            return;
        }
        var mend = torn;
        torn = true;
        if (mend) {
            output.write('\n');
        }
        bytes.writeTo(output);
        output.flush();
        torn = false;
    }

    void clear() {
        bytes.reset();
        lines = 0;
    }

    private static void encode(AccessRecord one, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("time", TIME.format(Instant.ofEpochMilli(one.timeMillis())));
        optional(json, "space", one.space());
        optional(json, "version", one.version());
        if (one.revision() > 0) {
            json.writeNumberField("revision", one.revision());
        }
        optional(json, "upstream", one.upstream());
        json.writeStringField("method", one.method());
        optional(json, "host", one.shownHost());
        json.writeStringField("path", one.shownPath());
        json.writeNumberField("status", one.status());
        json.writeNumberField("bytesIn", one.bytesIn());
        json.writeNumberField("bytesOut", one.bytesOut());
        json.writeNumberField("totalMs", millis(one.totalNanos()));
        if (one.upstreamNanos() >= 0) {
            json.writeNumberField("upstreamMs", millis(one.upstreamNanos()));
        }
        json.writeStringField("requestId", one.requestId());
        json.writeStringField("client", one.client());
        optional(json, "error", one.error());
        json.writeEndObject();
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /// To the microsecond.
    private static double millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos) / 1_000.0;
    }

    /// The one character of ASCII that steers and that JSON lets stand.
    private static final class Delete extends CharacterEscapes {

        private static final long serialVersionUID = 1L;

        private final int[] codes = standardAsciiEscapesForJSON();

        Delete() {
            codes[0x7F] = ESCAPE_STANDARD;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return codes; // asked for once a line
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int code) {
            return null;
        }
    }
}
