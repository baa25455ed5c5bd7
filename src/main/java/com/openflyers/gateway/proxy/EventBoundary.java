package com.openflyers.gateway.proxy;

import io.netty.buffer.ByteBuf;

/// Follows an event stream to know when an event has just ended: at an empty line (HTML Living Standard §9.2.6).
final class EventBoundary {

    private boolean lineEmpty = true;
    private boolean lastWasCr;
    private boolean between = true;

    /// Whether the bytes seen so far end with an event, or none has begun.
    boolean isBetweenEvents() {
        return between;
    }

    void see(ByteBuf bytes) {
        for (var i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
            see(bytes.getByte(i));
        }
    }

    private void see(byte octet) {
        if (octet == '\n' && lastWasCr) {
            lastWasCr = false;
            return;
        }
        lastWasCr = octet == '\r';
        if (octet == '\r' || octet == '\n') {
            between = lineEmpty;
            lineEmpty = true;
        } else {
            between = false;
            lineEmpty = false;
        }
    }
}
