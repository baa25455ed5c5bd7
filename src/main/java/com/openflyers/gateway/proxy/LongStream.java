package com.openflyers.gateway.proxy;

import io.netty.buffer.ByteBuf;

/// The answering half of a WebSocket or an event stream, watched for the places where it may be ended politely.
sealed interface LongStream {

    void see(ByteBuf bytes);

    /// Whether nothing is cut in two if the stream ends here.
    boolean isAtBoundary();

    /// Server-sent events.
    record Events(EventBoundary boundary) implements LongStream {

        Events() {
            this(new EventBoundary());
        }

        @Override
        public void see(ByteBuf bytes) {
            boundary.see(bytes);
        }

        @Override
        public boolean isAtBoundary() {
            return boundary.isBetweenEvents();
        }
    }

    /// WebSocket frames.
    record Frames(FrameBoundary boundary) implements LongStream {

        Frames() {
            this(new FrameBoundary());
        }

        @Override
        public void see(ByteBuf bytes) {
            boundary.see(bytes);
        }

        @Override
        public boolean isAtBoundary() {
            return boundary.isBetweenFrames();
        }
    }
}
