package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
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

    /// Names that one message may nominate. A head has room for thousands, which only somebody sends who wants them
    /// looked at.
    static final int NAMES = 64;

    private static final ConnectionField ABSENT = new ConnectionField(false, false, NameSet.EMPTY);
    private static final ConnectionField CLOSE = new ConnectionField(true, false, NameSet.EMPTY);

    /// @throws Refusal when it nominates too many
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
            for (var next = 0; next <= value.length(); ) {
                var comma = value.indexOf(',', next);
                var end = comma < 0 ? value.length() : comma;
                var start = Octets.endOfBlanks(value, next, end);
                next = end + 1;
                end = endOf(value, start, end);
                if (is("close", value, start, end)) {
                    close = true;
                } else if (is("upgrade", value, start, end)) {
                    upgrade = true;
                } else if (start < end && !is("keep-alive", value, start, end)) {
                    nominate(value.substring(start, end), nominated);
                }
            }
        }
        if (nominated.isEmpty() && !upgrade) {
            return close ? CLOSE : ABSENT;
        }
        return new ConnectionField(close, upgrade, NameSet.copyOf(nominated));
    }

    private static void nominate(String name, List<String> nominated) {
        if (nominated.size() == NAMES) {
            throw new Refusal(Cause.HEAD_TOO_LARGE);
        }
        nominated.add(name);
    }

    private static int endOf(String value, int from, int to) {
        var end = to;
        while (end > from && Octets.isBlank((byte) value.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean is(String token, String value, int start, int end) {
        return end - start == token.length() && value.regionMatches(true, start, token, 0, token.length());
    }
}
