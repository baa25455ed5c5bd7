package com.openflyers.gateway.registry;

import com.openflyers.gateway.route.Closure;
import com.openflyers.gateway.route.HealthCheck;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Space;
import com.openflyers.gateway.route.Upstream;
import com.openflyers.gateway.route.Version;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The binary form of a batch in the saved table. Enums go by name, so that their order may change.
final class BatchCodec {

    private interface Writer<T> {
        void write(DataOutputStream out, T value) throws IOException;
    }

    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    private BatchCodec() {}

    static byte[] encode(Batch batch) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(batch.revision());
            writeAll(out, batch.versions(), BatchCodec::writeVersion);
            writeAll(out, batch.spaces(), BatchCodec::writeSpace);
            writeTexts(out, batch.closed());
            writeTexts(out, batch.removedVersions());
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory failed", e);
        }
        return bytes.toByteArray();
    }

    /// @throws IOException      when the record ends too early or goes on too long
    /// @throws RuntimeException when a value breaks its own rules
    static Batch decode(DataInputStream in) throws IOException {
        var batch = new Batch(
                in.readLong(),
                readAll(in, BatchCodec::readVersion),
                readAll(in, BatchCodec::readSpace),
                readTexts(in),
                readTexts(in));
        if (in.available() > 0) {
            throw new IOException(in.available() + " bytes too many");
        }
        return batch;
    }

    private static void writeVersion(DataOutputStream out, Version version) throws IOException {
        out.writeUTF(version.name());
        writeAll(out, version.upstreams(), (to, upstream) -> to.writeUTF(upstream.toString()));
        out.writeUTF(version.health().path());
        writeDuration(out, version.health().interval());
        writeDuration(out, version.health().timeout());
        var rules = version.rules();
        writeTexts(out, rules.sessionCookies());
        writeTexts(out, rules.boundPaths());
        writeTexts(out, rules.denyPaths());
        out.writeUTF(rules.home());
        writeAll(out, rules.setFields().entrySet(), BatchCodec::writeField);
        writeTexts(out, rules.dropFields());
        writeDuration(out, rules.upstreamIdle());
        out.writeUTF(rules.retry().name());
    }

    private static Version readVersion(DataInputStream in) throws IOException {
        return new Version(
                in.readUTF(),
                readAll(in, from -> Upstream.parse(from.readUTF())),
                new HealthCheck(in.readUTF(), readDuration(in), readDuration(in)),
                new Rules(
                        readTexts(in),
                        readTexts(in),
                        readTexts(in),
                        in.readUTF(),
                        readFields(in),
                        readTexts(in),
                        readDuration(in),
                        Rules.Retry.valueOf(in.readUTF())));
    }

    private static void writeSpace(DataOutputStream out, Space space) throws IOException {
        out.writeUTF(space.name());
        out.writeUTF(space.host());
        out.writeUTF(space.club());
        out.writeUTF(space.kind().name());
        writeClosure(out, space.closure());
        out.writeUTF(space.version());
        var database = space.database();
        out.writeBoolean(database != null);
        if (database != null) {
            out.writeUTF(database);
        }
        writeTexts(out, space.formerVersions());
        out.writeLong(space.revision());
    }

    private static Space readSpace(DataInputStream in) throws IOException {
        return new Space(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                Space.Kind.valueOf(in.readUTF()),
                readClosure(in),
                in.readUTF().intern(),
                in.readBoolean() ? in.readUTF() : null,
                readTexts(in),
                in.readLong());
    }

    private static void writeClosure(DataOutputStream out, @Nullable Closure closure) throws IOException {
        out.writeBoolean(closure != null);
        if (closure != null) {
            out.writeUTF(closure.mode().name());
            out.writeUTF(closure.until().toString());
            out.writeUTF(closure.ending().name());
            out.writeUTF(closure.french());
            out.writeUTF(closure.english());
        }
    }

    private static @Nullable Closure readClosure(DataInputStream in) throws IOException {
        return in.readBoolean()
                ? new Closure(
                        Space.Mode.valueOf(in.readUTF()),
                        Instant.parse(in.readUTF()),
                        Closure.Ending.valueOf(in.readUTF()),
                        in.readUTF(),
                        in.readUTF())
                : null;
    }

    private static void writeField(DataOutputStream out, Map.Entry<String, String> field) throws IOException {
        out.writeUTF(field.getKey());
        out.writeUTF(field.getValue());
    }

    private static Map<String, String> readFields(DataInputStream in) throws IOException {
        var fields = new LinkedHashMap<String, String>();
        for (var left = in.readInt(); left > 0; left--) {
            fields.put(in.readUTF(), in.readUTF());
        }
        return fields;
    }

    private static void writeDuration(DataOutputStream out, Duration duration) throws IOException {
        out.writeUTF(duration.toString());
    }

    private static Duration readDuration(DataInputStream in) throws IOException {
        return Duration.parse(in.readUTF());
    }

    private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
        writeAll(out, texts, DataOutputStream::writeUTF);
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        return readAll(in, from -> from.readUTF());
    }

    private static <T> void writeAll(DataOutputStream out, Collection<T> values, Writer<T> writer) throws IOException {
        out.writeInt(values.size());
        for (var value : values) {
            writer.write(out, value);
        }
    }

    private static <T> List<T> readAll(DataInputStream in, Reader<T> reader) throws IOException {
        var values = new ArrayList<T>();
        for (var left = in.readInt(); left > 0; left--) {
            values.add(reader.read(in));
        }
        return values;
    }
}
