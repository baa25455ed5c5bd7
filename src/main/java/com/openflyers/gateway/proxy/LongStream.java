package com.openflyers.gateway.proxy;

import io.netty.buffer.ByteBuf;

/// An answer without an end of its own, watched for the places where it may be ended politely.
sealed interface LongStream permits LongStream.Events, Tunnel {

    /// Whether nothing is cut in two if the stream ends here.
    boolean isAtBoundary();

    /// Whether somebody does not take what was sent to him.
    boolean isStalled();

    /// Writes the end; only at a boundary.
    void end();

    /// Server-sent events: one ends at an empty line.
    record Events(EventBoundary boundary, ResponseBody body) implements LongStream {

        Events(ResponseBody body) {
            this(new EventBoundary(), body);
        }

        void see(ByteBuf bytes) {
            boundary.see(bytes);
        }

        @Override
        public boolean isAtBoundary() {
            return boundary.isBetweenEvents();
        }

        @Override
        public boolean isStalled() {
            return body.isStalled();
        }

        @Override
        public void end() {
            body.endEarly();
        }
    }
}
