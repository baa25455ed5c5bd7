package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How the end of a body is told by the fields of its message (RFC 9112 §6).
///
/// Whatever two servers could read in two ways is refused: that is how one message is hidden in another.
final class BodyFraming {

    /// By its last chunk.
    static final long CHUNKED = -1;

    /// By nothing: a request has no body then, that of an answer ends with the connection.
    static final long UNTOLD = -2;

    /// Codings we know by name but do not undo: using one is a fault, an unknown one is not implemented.
    private static final Set<String> KNOWN_CODINGS =
            Set.of("gzip", "x-gzip", "deflate", "compress", "x-compress", "identity");

    private static final int MOST_DIGITS = 19;

    private BodyFraming() {}

    /// @return bytes of the body, [#CHUNKED] or [#UNTOLD]
    /// @throws Refusal when there is more than one answer, or none
    static long of(HttpMessage message) {
        var fields = message.headers();
        var length = fields.get(HttpHeaderNames.CONTENT_LENGTH);
        if (fields.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            requireChunkedAlone(fields.getAll(HttpHeaderNames.TRANSFER_ENCODING));
            // Not beside a length, and not from before HTTP/1.1, which knows no codings (§6.1).
            require(length == null && message.protocolVersion().equals(HttpVersion.HTTP_1_1));
            return CHUNKED;
        }
        if (length == null) {
            return UNTOLD;
        }
        require(FieldLines.isSingle(fields, HttpHeaderNames.CONTENT_LENGTH));
        return number(length);
    }

    private static long number(String value) {
        require(!value.isEmpty() && value.length() <= MOST_DIGITS);
        var number = 0L;
        for (var i = 0; i < value.length(); i++) {
            var digit = value.charAt(i) - '0';
            require(digit >= 0 && digit <= 9);
            number = number * 10 + digit;
        }
        require(number >= 0);
        return number;
    }

    private static void requireChunkedAlone(List<String> fields) {
        if (fields.size() == 1 && fields.getFirst().equalsIgnoreCase("chunked")) {
            return;
        }
        for (var field : fields) {
            for (var member : field.split(",", -1)) {
                var coding = member.strip().toLowerCase(Locale.ROOT);
                if (!coding.isEmpty() && !coding.equals("chunked") && !KNOWN_CODINGS.contains(coding)) {
                    throw new Refusal(Cause.NOT_IMPLEMENTED);
                }
            }
        }
        throw new Refusal(Cause.BAD_REQUEST);
    }

    private static void require(boolean sound) {
        if (!sound) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
    }
}
