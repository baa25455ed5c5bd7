package com.openflyers.gateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/// Turns a client's bytes into requests by the letter of RFC 9112, and stops after each until its answer is complete.
///
/// One request at a time: what a client pipelines behind it lies here undecoded, and above
/// [#PARKED] bytes the socket is not read any more. A fault is handed on as a [Refusal]; everything after it is
/// thrown away (RFC 9112 §2.2: after a framing fault no byte can be trusted).
final class RequestDecoder extends ByteToMessageDecoder {

    /// Bytes kept of what comes behind the current request before reading stops.
    static final int PARKED = 64 * 1024;

    private enum Mode {
        HEAD,
        BODY,
        /// The request is here in full; its answer is not.
        WAITING,
        DISCARDING
    }

    private final HeadScan scan;
    private final HeadParser parser;
    private final BodyDecoder body;
    private final Runnable headBegan;

    private Mode mode = Mode.HEAD;
    private boolean insideHead;
    private boolean reading;

    /// @param headBegan run once for each head, when its first byte arrives, for its deadline
    RequestDecoder(Limits limits, HeadParser parser, Runnable headBegan) {
        this.scan = new HeadScan(limits.requestLineBytes(), limits.headBytes());
        this.parser = parser;
        this.body = new BodyDecoder(scan, parser);
        this.headBegan = headBegan;
    }

    /// Decodes the next request, which may lie here already.
    void resume(ChannelHandlerContext ctx) {
        if (mode != Mode.WAITING) {
            return;
        }
        mode = Mode.HEAD;
        scan.restart();
        if (!reading && actualReadableBytes() > 0) {
            try {
                channelRead(ctx, Unpooled.EMPTY_BUFFER);
                channelReadComplete(ctx);
            } catch (Exception | Error bug) {
                ctx.fireExceptionCaught(bug); // as the pipeline would, had it called
            }
        }
    }

    /// Throws away whatever else arrives.
    void discard() {
        insideHead = false;
        mode = Mode.DISCARDING;
    }

    /// Whether a head has begun to arrive and is not complete.
    boolean isInsideHead() {
        return insideHead;
    }

    /// Whether so much lies here behind the current request that no more is to be read before its answer is complete.
    boolean isFull() {
        return mode == Mode.WAITING && actualReadableBytes() > PARKED;
    }

    /// Bytes that lie here undecoded.
    int parked() {
        return actualReadableBytes();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        var outer = reading;
        reading = true;
        try {
            super.channelRead(ctx, message);
        } finally {
            reading = outer;
        }
        if (isFull()) {
            // Here and not at the end of the read, which goes on for a megabyte while it is not told to stop.
            ctx.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        // Netty's decoder asks for more when it produced nothing and reading is off, which would undo the stop. And on
        // io_uring, a connection that is being closed would be looked at once more, and never end for its client.
        discardSomeReadBytes();
        ctx.fireChannelReadComplete();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        try {
            switch (mode) {
                case WAITING -> {}
                case DISCARDING -> in.skipBytes(in.readableBytes());
                case HEAD -> decodeHead(in, out);
                case BODY -> decodePart(in, out);
            }
        } catch (Refusal refusal) {
            out.add(mode == Mode.BODY ? BodyDecoder.faultyEnd(refusal) : refusal);
            discard();
            in.skipBytes(in.readableBytes());
        }
    }

    private void decodeHead(ByteBuf in, List<Object> out) {
        var complete = scan.isComplete(in);
        if (!insideHead && !isEmptyLine(in)) {
            insideHead = true;
            headBegan.run();
        }
        if (!complete) {
            return;
        }
        insideHead = false;
        var request = parser.request(in, scan.size());
        out.add(request);
        if (request.decoderResult().isFailure()) {
            discard();
            return;
        }
        body.begin(request.length());
        mode = Mode.BODY;
        if (request.length() == 0) {
            decodePart(in, out);
        }
    }

    /// Whether no more is here than the empty line that may stand before a head, and begins none (RFC 9112 §2.2).
    private static boolean isEmptyLine(ByteBuf in) {
        return !in.isReadable() || (in.readableBytes() == 1 && in.getByte(in.readerIndex()) == '\r');
    }

    private void decodePart(ByteBuf in, List<Object> out) {
        var part = body.next(in);
        if (part != null) {
            out.add(part);
            if (part instanceof LastHttpContent) {
                mode = Mode.WAITING;
            }
        }
    }
}
