package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.util.internal.StringUtil;

/// The line before a chunk: its size in hex digits, and extensions, which are held to their grammar and forgotten
/// (RFC 9112 §7.1.1).
///
/// Strict because servers differ here: what one takes for an extension another takes for a line end, and then a body
/// for a request.
final class ChunkLine {

    /// Longest line that is read, extensions included.
    static final int LONGEST = 4096;

    private static final int MOST_DIGITS = 16;

    private final ByteBuf in;
    private final int end;
    private int at;

    private ChunkLine(ByteBuf in, int start, int end) {
        this.in = in;
        this.at = start;
        this.end = end;
    }

    /// The size that the line between these indices says; the line end is not part of it.
    ///
    /// @throws Refusal when it is no such line
    static int sizeOf(ByteBuf in, int start, int end) {
        var size = 0;
        var i = start;
        for (; i < end; i++) {
            var digit = StringUtil.decodeHexNibble((char) in.getUnsignedByte(i));
            if (digit < 0) {
                break;
            }
            if (size > Integer.MAX_VALUE >> 4 || i - start == MOST_DIGITS) {
                throw new Refusal(Cause.BAD_REQUEST);
            }
            size = size << 4 | digit;
        }
        if (i == start) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        if (i < end) {
            new ChunkLine(in, i, end).requireExtensions();
        }
        return size;
    }

    /// `*( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] )`
    private void requireExtensions() {
        while (at < end) {
            skipBlanks();
            require(next() == ';');
            at++;
            skipBlanks();
            skipToken();
            var name = at;
            skipBlanks();
            if (next() == '=') {
                at++;
                skipBlanks();
                skipValue();
            } else {
                at = name;
            }
        }
    }

    private void skipValue() {
        if (next() != '"') {
            skipToken();
            return;
        }
        at++;
        while (next() != '"') {
            if (next() == '\\') {
                at++;
            }
            require(at < end && Octets.isText(next()));
            at++;
        }
        at++;
    }

    private void skipToken() {
        var start = at;
        while (Octets.isToken(next())) {
            at++;
        }
        require(at > start);
    }

    private void skipBlanks() {
        while (Octets.isBlank(next())) {
            at++;
        }
    }

    /// The next octet; a NUL, which may stand nowhere, at the end.
    private byte next() {
        return at < end ? in.getByte(at) : 0;
    }

    private static void require(boolean sound) {
        if (!sound) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
    }
}
