package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/// Our line in `Via` (RFC 9110 §7.6.3), and how a request that has it already is known.
final class Via {

    /// A pseudonym, the same on every node, by which a loop is seen.
    static final String PSEUDONYM = "openflyers-gateway";

    private static final AsciiString HTTP_11 = AsciiString.cached("Via: 1.1 " + PSEUDONYM + "\r\n");
    private static final AsciiString HTTP_10 = AsciiString.cached("Via: 1.0 " + PSEUDONYM + "\r\n");

    private Via() {}

    /// @param http10 whether that is what the message came by
    static AsciiString line(boolean http10) {
        return http10 ? HTTP_10 : HTTP_11;
    }

    /// @throws Refusal when the request has passed through this gateway already (RFC 9110 §7.6)
    static void requireNoLoop(HttpHeaders fields) {
        if (!fields.contains(HttpHeaderNames.VIA)) {
            return;
        }
        for (var via : fields.getAll(HttpHeaderNames.VIA)) {
            if (namesUs(via)) {
                throw new Refusal(Cause.LOOP);
            }
        }
    }

    /// Whether our name stands in `via` behind a protocol, as a word of its own. Looked for by itself: a head full of
    /// commas must not cost more than another.
    private static boolean namesUs(String via) {
        var at = AsciiString.indexOfIgnoreCaseAscii(via, PSEUDONYM, 0);
        while (at >= 0) {
            var end = at + PSEUDONYM.length();
            if (at > 0 && isBlank(via.charAt(at - 1)) && (end == via.length() || isEnd(via.charAt(end)))) {
                return true;
            }
            at = AsciiString.indexOfIgnoreCaseAscii(via, PSEUDONYM, end);
        }
        return false;
    }

    private static boolean isEnd(char c) {
        return c == ',' || isBlank(c);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
