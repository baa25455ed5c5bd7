package com.openflyers.gateway.proxy;

import com.openflyers.gateway.route.GatewayFields;
import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.route.Target;
import com.openflyers.gateway.route.Version;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// The request fields that depend on the space and its version alone, written once and copied into each request.
final class SpaceFields {

    private final Target target;
    private final Version version;
    private final byte[] block;
    private final NameSet drops;

    private SpaceFields(Target target, Version version, byte[] block, NameSet drops) {
        this.target = target;
        this.version = version;
        this.block = block;
        this.drops = drops;
    }

    static SpaceFields of(Target target) {
        var space = target.space();
        var version = target.version();
        var lines = new StringBuilder();
        if (space.kind() != Kind.FIXED) {
            line(lines, "X-OpenFlyers-Space", space.name());
            line(lines, "X-OpenFlyers-Kind", space.kind() == Kind.TEST ? "test" : "production");
            line(lines, "X-OpenFlyers-Version", version.name());
            if (space.database() != null) {
                line(lines, "X-OpenFlyers-Database", space.database());
            }
            line(lines, "X-Route-Revision", Long.toString(space.revision()));
        }
        version.rules().setFields().forEach((name, value) -> line(lines, name, value));
        return new SpaceFields(
                target, version, lines.toString().getBytes(StandardCharsets.ISO_8859_1), drops(version.rules()));
    }

    /// Ready lines: the `X-OpenFlyers-*` fields, `X-Route-Revision` and what the version's rules set.
    byte[] block() {
        return block;
    }

    /// Names that the version's rules drop or set, so that a client's own never pass; as [GatewayFields#hyphened] has
    /// them.
    NameSet drops() {
        return drops;
    }

    /// Whether this still says what the registry says: a version may have been renewed under the same target.
    @SuppressWarnings("ReferenceEquality") // each change makes new objects, and this is asked for every request
    boolean isCurrent(Target now) {
        return target == now && version == now.version();
    }

    private static NameSet drops(Rules rules) {
        return NameSet.copyOf(Stream.concat(rules.dropFields().stream(), rules.setFields().keySet().stream())
                .map(GatewayFields::hyphened)
                .toList());
    }

    private static void line(StringBuilder lines, String name, String value) {
        lines.append(name).append(": ").append(value).append("\r\n");
    }
}
