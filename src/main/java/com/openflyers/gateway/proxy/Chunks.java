package com.openflyers.gateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/// The chunked coding as we write it (RFC 9112 §7.1): no extensions, lower-case hex, trailers that may stand there.
final class Chunks {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final ByteBuf LINE_END = Unpooled.unreleasableBuffer(
            Unpooled.directBuffer(2).writeByte('\r').writeByte('\n').asReadOnly());
    private static final ByteBuf END = Unpooled.unreleasableBuffer(Unpooled.directBuffer(5)
            .writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
            .asReadOnly());

    private Chunks() {}

    /// The line before a chunk's data.
    static ByteBuf before(ByteBufAllocator allocator, int size) {
        var line = allocator.directBuffer(10);
        writeSize(line, size);
        return line;
    }

    static void writeSize(ByteBuf line, int size) {
        var shift = Math.max(0, 28 - Integer.numberOfLeadingZeros(size) / 4 * 4);
        for (; shift >= 0; shift -= 4) {
            line.writeByte(HEX[(size >>> shift) & 0xF]);
        }
        line.writeByte('\r').writeByte('\n');
    }

    /// The line end after a chunk's data.
    static ByteBuf after() {
        return LINE_END.duplicate();
    }

    /// The last chunk and the trailer section.
    ///
    /// @param nominated names that the message's `Connection` fields keep from going on (RFC 9110 §7.6.1)
    /// @param drops     names that rules add to [FieldRules]
    static ByteBuf last(ByteBufAllocator allocator, HttpHeaders trailers, NameSet nominated, NameSet drops) {
        if (trailers.isEmpty()) {
            return END.duplicate();
        }
        var head = new HeadBuffer().begin().text("0").line();
        for (var each = trailers.iteratorCharSequence(); each.hasNext(); ) {
            var field = each.next();
            if (!FieldRules.dropsFromTrailer(field.getKey(), drops) && !nominated.contains(field.getKey())) {
                head.field(field.getKey(), field.getValue());
            }
        }
        return head.line().toBuffer(allocator, 0);
    }
}
