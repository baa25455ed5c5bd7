package com.openflyers.gateway.proxy;

import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/// The field names that nearly every message holds, as most programs spell them: met again, they cost neither
/// a copy nor a hash.
final class CommonNames {

    private static final int SLOTS = 256;
    private static final @Nullable AsciiString[] KNOWN = new @Nullable AsciiString[SLOTS];

    static {
        for (var name : new String[] {
            "Host",
            "Connection",
            "User-Agent",
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Cookie",
            "Referer",
            "Origin",
            "Content-Type",
            "Content-Length",
            "Cache-Control",
            "Pragma",
            "If-None-Match",
            "If-Modified-Since",
            "Upgrade-Insecure-Requests",
            "Sec-Fetch-Dest",
            "Sec-Fetch-Mode",
            "Sec-Fetch-Site",
            "Sec-Fetch-User",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Requested-With",
            "Authorization",
            "DNT",
            "Priority",
            "Transfer-Encoding",
            "Range",
            "Date",
            "Server",
            "Set-Cookie",
            "Location",
            "ETag",
            "Last-Modified",
            "Expires",
            "Vary",
            "Content-Encoding"
        }) {
            var ascii = AsciiString.cached(name);
            KNOWN[slot(ascii.array(), 0, ascii.length())] = ascii;
        }
    }

    private CommonNames() {}

    static AsciiString of(byte[] bytes, int start, int end) {
        var known = KNOWN[slot(bytes, start, end)];
        return known != null && isSame(known, bytes, start, end)
                ? known
                : new AsciiString(bytes, start, end - start, true);
    }

    private static int slot(byte[] bytes, int start, int end) {
        return ((end - start) * 31 + bytes[start] * 7 + bytes[end - 1]) & (SLOTS - 1);
    }

    private static boolean isSame(AsciiString known, byte[] bytes, int start, int end) {
        var array = known.array();
        return array.length == end - start && java.util.Arrays.equals(array, 0, array.length, bytes, start, end);
    }
}
