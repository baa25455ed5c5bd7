package com.openflyers.gateway.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;

/// What the `Connection` fields of one message say (RFC 9110 §7.6.1).
///
/// Empty list members are skipped (RFC 9110 §5.6.1.2). Framing is ours, so nominating `Host`, `Content-Length` or
/// `Transfer-Encoding` has no effect; fields that the gateway sets are written after the client's were filtered,
/// so nominating one of them has none either.
///
/// @param nominated names of further fields that must not be forwarded
record ConnectionField(boolean close, boolean upgrade, NameSet nominated) {

    private static final ConnectionField ABSENT = new ConnectionField(false, false, NameSet.EMPTY);
    private static final ConnectionField CLOSE = new ConnectionField(true, false, NameSet.EMPTY);

    static ConnectionField of(HttpHeaders fields) {
        var first = fields.get(HttpHeaderNames.CONNECTION);
        var usual = first == null
                || (first.equalsIgnoreCase("keep-alive") && FieldLines.isSingle(fields, HttpHeaderNames.CONNECTION));
        return usual ? ABSENT : parse(fields);
    }

    private static ConnectionField parse(HttpHeaders fields) {
        var close = false;
        var upgrade = false;
        List<String> nominated = new ArrayList<>(2);
        for (var value : fields.getAll(HttpHeaderNames.CONNECTION)) {
            for (var member : value.split(",", -1)) {
                var token = member.strip();
                if (AsciiString.contentEqualsIgnoreCase(token, "close")) {
                    close = true;
                } else if (AsciiString.contentEqualsIgnoreCase(token, "upgrade")) {
                    upgrade = true;
                } else if (!token.isEmpty()) {
                    nominated.add(token);
                }
            }
        }
        if (nominated.isEmpty() && !upgrade) {
            return close ? CLOSE : ABSENT;
        }
        return new ConnectionField(close, upgrade, NameSet.copyOf(nominated));
    }
}
