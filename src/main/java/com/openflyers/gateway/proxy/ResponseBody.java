package com.openflyers.gateway.proxy;

import com.openflyers.gateway.proxy.ResponseWriter.Framing;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/// An answer on its way to the client, framed anew.
///
/// The head waits for the first part of the body, so that a short answer is one buffer and one write.
final class ResponseBody {

    /// A body part up to this size is copied behind the head; beyond it, copying costs more than a second buffer.
    static final int SHORT = 4096;

    private final ClientConnection client;
    private final Framing framing;
    private final NameSet nominated;
    private @Nullable ByteBuf head;
    private long bytes;

    /// @param nominated names of fields that do not go on, should they come as trailers
    ResponseBody(ClientConnection client, Framing framing, NameSet nominated, ByteBuf head) {
        this.client = client;
        this.framing = framing;
        this.nominated = nominated;
        this.head = head;
    }

    /// Bytes of content that went to the client.
    long bytes() {
        return bytes;
    }

    /// Whether the client does not take what was sent to it.
    boolean isStalled() {
        return !client.isWritable();
    }

    /// Takes over the part.
    void send(HttpContent part) {
        var content = part.content();
        var size = content.readableBytes();
        switch (framing) {
            case EMPTY -> {
                content.release();
                flushHead();
            }
            case LENGTH, UNTIL_CLOSE -> {
                bytes += size;
                sendPlain(content, size);
            }
            case CHUNKED -> {
                bytes += size;
                sendChunk(part, content, size);
            }
        }
    }

    /// Ends a chunked body that the upstream left open, as if it had ended here.
    void endEarly() {
        flushHead();
        if (framing == Framing.CHUNKED) {
            end(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    /// Lets the head go without a body part.
    void flushHead() {
        if (head != null) {
            client.write(head);
            head = null;
        }
    }

    void release() {
        if (head != null) {
            head.release();
            head = null;
        }
    }

    private void sendPlain(ByteBuf content, int size) {
        if (head != null && size <= head.writableBytes()) {
            head.writeBytes(content);
            content.release();
            flushHead();
            return;
        }
        flushHead();
        if (size > 0) {
            client.write(content);
        } else {
            content.release();
        }
    }

    private void sendChunk(HttpContent part, ByteBuf content, int size) {
        if (size == 0) {
            content.release();
            flushHead();
        } else if (head != null && size + 12 <= head.writableBytes()) {
            Chunks.writeSize(head, size);
            head.writeBytes(content).writeByte('\r').writeByte('\n');
            content.release();
            flushHead();
        } else {
            flushHead();
            client.write(Chunks.before(client.allocator(), size));
            client.write(content);
            client.write(Chunks.after());
        }
        if (part instanceof LastHttpContent end) {
            end(end);
        }
    }

    private void end(LastHttpContent end) {
        client.write(Chunks.last(client.allocator(), end.trailingHeaders(), nominated, NameSet.EMPTY));
    }
}
