package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import io.netty.buffer.ByteBuf;

/// Looks for the end of a request head, or of a trailer section, before anybody parses it.
///
/// Refuses at once what begins like no request (RFC 9112 §2.2 and §3: TLS on the clear port, binary data), a line
/// that ends in LF alone (RFC 9112 §2.2), a line that begins with white space, be it before the
/// first field (§2.2) or a folded one (§5.2), and more than one empty line before the request (§2.2 asks for at
/// least one). A head beyond the limits is refused as soon as that is certain, not when it is complete.
///
/// Goes on where it stopped, so that a head sent a byte at a time costs no more than one sent whole.
final class HeadScan {

    private static final int LEADING_EMPTY_LINES = 1;

    private final int lineLimit;
    private final int headLimit;

    private int scanned;
    private int lineStart;
    private int lines;
    private int emptyLines;

    HeadScan(int lineLimit, int headLimit) {
        this.lineLimit = lineLimit;
        this.headLimit = headLimit;
    }

    /// Makes ready for the next head.
    void restart() {
        scanned = 0;
        lineStart = 0;
        lines = 0;
        emptyLines = 0;
    }

    /// Makes ready for fields that no first line precedes.
    void restartInFields() {
        restart();
        lines = 1;
    }

    /// Bytes of the head that was found complete.
    int size() {
        return scanned;
    }

    /// Whether the head that begins at the reader index is there to its last byte. Skips an empty line before it.
    ///
    /// @throws Refusal when it can be no head
    boolean isComplete(ByteBuf in) {
        while (true) {
            var start = in.readerIndex();
            if (scanned == 0 && lines == 0) {
                requireBeginning(in);
            }
            var lf = in.indexOf(start + scanned, in.writerIndex(), (byte) '\n');
            if (lf < 0) {
                scanned = in.readableBytes();
                checkSize(scanned);
                return false;
            }
            var line = start + lineStart;
            if (lf == line || in.getByte(lf - 1) != '\r') {
                throw new Refusal(Cause.BAD_REQUEST);
            }
            var empty = lf - 1 == line;
            scanned = lf + 1 - start;
            checkSize(scanned);
            if (empty && lines == 0) {
                skipLeadingLine(in);
                continue;
            }
            if (empty) {
                return true;
            }
            var first = in.getByte(line);
            if (first == ' ' || first == '\t') {
                throw new Refusal(Cause.BAD_REQUEST);
            }
            lines++;
            lineStart = scanned;
        }
    }

    private static void requireBeginning(ByteBuf in) {
        if (in.isReadable()) {
            var first = in.getByte(in.readerIndex());
            if (first != '\r' && !Octets.isToken(first)) {
                throw new Refusal(Cause.BAD_REQUEST);
            }
        }
    }

    private void skipLeadingLine(ByteBuf in) {
        if (++emptyLines > LEADING_EMPTY_LINES) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        in.skipBytes(2);
        scanned = 0;
        lineStart = 0;
    }

    private void checkSize(int size) {
        if (lines == 0 && size > lineLimit) {
            throw new Refusal(Cause.URI_TOO_LONG);
        }
        if (size > headLimit) {
            throw new Refusal(Cause.HEAD_TOO_LARGE);
        }
    }
}
