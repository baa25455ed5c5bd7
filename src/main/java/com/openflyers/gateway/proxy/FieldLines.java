package com.openflyers.gateway.proxy;

import io.netty.handler.codec.http.HttpHeaders;

/// On how many lines of a message a field stands (RFC 9110 §5.3).
final class FieldLines {

    private FieldLines() {}

    /// Whether it stands on exactly one. Asked of every message, so no list of them is made.
    static boolean isSingle(HttpHeaders fields, CharSequence name) {
        var lines = fields.valueCharSequenceIterator(name);
        if (!lines.hasNext()) {
            return false;
        }
        var _ = lines.next();
        return !lines.hasNext();
    }
}
