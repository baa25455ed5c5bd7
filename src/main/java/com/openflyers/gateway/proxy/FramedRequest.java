package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A request head whose grammar is sound, and how the end of its body is told (RFC 9112 §6.3).
final class FramedRequest extends DefaultHttpRequest {

    enum Body {
        NONE,
        LENGTH,
        CHUNKED
    }

    /// Codings we know by name but do not undo: asking for one is a bad request, an unknown one is not implemented.
    private static final Set<String> KNOWN_CODINGS =
            Set.of("gzip", "x-gzip", "deflate", "compress", "x-compress", "identity");

    private static final int LONGEST_LENGTH = 19;

    private Body body = Body.NONE;
    private long length;

    FramedRequest(HttpVersion version, HttpMethod method, String target, HttpHeaders fields) {
        super(version, method, target, fields, false);
    }

    Body body() {
        return body;
    }

    /// Bytes of the body; -1 when chunked, 0 when there is none.
    long length() {
        return length;
    }

    /// Finds out how the body ends, once all fields are there.
    ///
    /// @throws Refusal when that can be read in two ways
    void frame() {
        var codings = headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
        var announced = headers().get(HttpHeaderNames.CONTENT_LENGTH);
        if (codings) {
            requireChunkedAlone(headers().getAll(HttpHeaderNames.TRANSFER_ENCODING));
            // Both fields at once, or a coding from before HTTP/1.1, is how requests are smuggled (§6.1).
            if (announced != null || protocolVersion().equals(HttpVersion.HTTP_1_0)) {
                throw new Refusal(Cause.BAD_REQUEST);
            }
            body = Body.CHUNKED;
            length = -1;
        } else if (announced != null) {
            length = requireLength(announced, headers().getAll(HttpHeaderNames.CONTENT_LENGTH));
            body = Body.LENGTH;
        }
    }

    private static long requireLength(String value, List<String> all) {
        if (all.size() > 1 || value.isEmpty() || value.length() > LONGEST_LENGTH) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        var length = 0L;
        for (var i = 0; i < value.length(); i++) {
            var digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new Refusal(Cause.BAD_REQUEST);
            }
            length = length * 10 + digit;
        }
        if (length < 0) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        return length;
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
}
