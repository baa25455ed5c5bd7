package com.openflyers.gateway.proxy;

import io.netty.buffer.ByteBuf;

/// Follows a stream of WebSocket frames (RFC 6455 §5.2) without touching it, to know when one has just ended.
///
/// Between frames, and not inside a fragmented message's data, a close frame of ours may be put in.
final class FrameBoundary {

    /// A close frame with code 1001, *going away* (RFC 6455 §7.4.1), as a server sends it.
    static final byte[] GOING_AWAY = {(byte) 0x88, 2, 0x03, (byte) 0xE9};

    private int headerSeen;
    private int headerSize = 2;
    private boolean masked;
    private long payloadLength;
    private long payloadLeft;

    /// Whether the bytes seen so far end with a frame.
    boolean isBetweenFrames() {
        return headerSeen == 0 && payloadLeft == 0;
    }

    void see(ByteBuf bytes) {
        var at = bytes.readerIndex();
        var end = bytes.writerIndex();
        while (at < end) {
            if (payloadLeft > 0) {
                var skipped = (int) Math.min(payloadLeft, end - at);
                payloadLeft -= skipped;
                at += skipped;
            } else {
                header(bytes.getByte(at++) & 0xFF);
            }
        }
    }

    private void header(int octet) {
        if (headerSeen == 1) {
            var length = octet & 0x7F;
            masked = (octet & 0x80) != 0;
            headerSize = 2 + (length == 126 ? 2 : length == 127 ? 8 : 0) + maskSize();
            payloadLength = length < 126 ? length : 0;
        } else if (headerSeen > 1 && headerSeen < headerSize - maskSize()) {
            payloadLength = payloadLength << 8 | octet;
        }
        headerSeen++;
        if (headerSeen >= 2 && headerSeen == headerSize) {
            payloadLeft = payloadLength;
            headerSeen = 0;
            headerSize = 2;
        }
    }

    private int maskSize() {
        return masked ? 4 : 0;
    }
}
