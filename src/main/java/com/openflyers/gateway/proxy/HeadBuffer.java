package com.openflyers.gateway.proxy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.util.Arrays;

/// Where an event loop writes the head of a message before it becomes one buffer of the right size.
///
/// One per event loop, reused: a head is begun, written and turned into a buffer within one call.
final class HeadBuffer {

    private static final byte[] CRLF = {'\r', '\n'};

    private byte[] bytes = new byte[4096];
    private int length;

    @CanIgnoreReturnValue
    HeadBuffer begin() {
        length = 0;
        return this;
    }

    /// Begins an answer of our own.
    ///
    /// @param date an IMF-fixdate (RFC 9110 §5.6.7)
    @CanIgnoreReturnValue
    HeadBuffer status(int status, CharSequence date) {
        begin().text("HTTP/1.1 ").number(status).octet(' ');
        text(HttpResponseStatus.valueOf(status).reasonPhrase()).line();
        return field(HttpHeaderNames.DATE, date);
    }

    @CanIgnoreReturnValue
    HeadBuffer length(int bytes) {
        return text(HttpHeaderNames.CONTENT_LENGTH).text(": ").number(bytes).line();
    }

    /// Writes the low byte of each character, which gives back the octets that the decoder read.
    @SuppressWarnings(
            "deprecation") // the one method that copies Latin-1 without a detour; nothing else is in these strings
    @CanIgnoreReturnValue
    HeadBuffer text(CharSequence text) {
        var size = text.length();
        reserve(size);
        if (text instanceof AsciiString ascii) {
            System.arraycopy(ascii.array(), ascii.arrayOffset(), bytes, length, size);
        } else {
            text.toString().getBytes(0, size, bytes, length);
        }
        length += size;
        return this;
    }

    @CanIgnoreReturnValue
    HeadBuffer raw(byte[] block) {
        reserve(block.length);
        System.arraycopy(block, 0, bytes, length, block.length);
        length += block.length;
        return this;
    }

    @CanIgnoreReturnValue
    HeadBuffer octet(char c) {
        reserve(1);
        bytes[length++] = (byte) c;
        return this;
    }

    @CanIgnoreReturnValue
    HeadBuffer field(CharSequence name, CharSequence value) {
        return text(name).octet(':').octet(' ').text(value).line();
    }

    @CanIgnoreReturnValue
    HeadBuffer number(long value) {
        return text(Long.toString(value));
    }

    @CanIgnoreReturnValue
    HeadBuffer line() {
        return raw(CRLF);
    }

    /// @param spare bytes to leave writable behind the head, for a short body
    ByteBuf toBuffer(ByteBufAllocator allocator, int spare) {
        return allocator.directBuffer(length + spare).writeBytes(bytes, 0, length);
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
