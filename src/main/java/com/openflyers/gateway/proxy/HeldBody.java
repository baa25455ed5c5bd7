package com.openflyers.gateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/// The beginning of a body whose request waits.
///
/// Copied together as it comes: kept as they are, a few bytes would hold the whole buffer in which they were read, and
/// a client that sends single ones would make us keep an object for each.
final class HeldBody {

    private final ByteBufAllocator allocator;
    private @Nullable ByteBuf bytes;
    private @Nullable LastHttpContent end;

    HeldBody(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /// Takes over the part.
    void add(HttpContent part) {
        var content = part.content();
        if (content.isReadable()) {
            if (bytes == null) {
                bytes = allocator.buffer(content.readableBytes());
            }
            bytes.writeBytes(content);
        }
        if (part instanceof LastHttpContent last) {
            end = last.trailingHeaders().isEmpty()
                    ? LastHttpContent.EMPTY_LAST_CONTENT
                    : new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER, last.trailingHeaders());
        }
        part.release();
    }

    int size() {
        return bytes == null ? 0 : bytes.readableBytes();
    }

    /// Whether the whole body is here.
    boolean isComplete() {
        return end != null;
    }

    byte[] toBytes() {
        return bytes == null ? new byte[0] : ByteBufUtil.getBytes(bytes);
    }

    /// Goes on with it as if it came from the client only now.
    void pourInto(Exchange exchange) {
        if (bytes != null) {
            var poured = new DefaultHttpContent(bytes);
            bytes = null;
            exchange.requestContent(poured);
        }
        if (end != null) {
            exchange.requestContent(end);
        }
        exchange.clientReadComplete();
    }

    void release() {
        if (bytes != null) {
            bytes.release();
            bytes = null;
        }
    }
}
